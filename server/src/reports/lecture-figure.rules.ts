import type { HallId, LectureId, OrgId } from '#shared/kit/ids.ts';
import type { LectureFigureRow, LectureFigures, LectureFiguresOf } from '#shared/lecture-figures.ts';
import type { ReportHall } from '#shared/reports.ts';
import type { LectureCount } from './report.repo.ts';
import { totalsOf } from './report.rules.ts';

const OFFSET_MS = 8 * 3_600_000;

/** Of `2026` or `2026Q4`, in Asia/Shanghai; China has one time without summer time. */
export function boundsOf(period: string): { from: number; to: number } {
  const year = Number(period.slice(0, 4));
  const quarter = period.length > 4 ? Number(period.slice(5)) : null;
  const first = quarter === null ? 0 : (quarter - 1) * 3;
  const months = quarter === null ? 12 : 3;
  return { from: Date.UTC(year, first) - OFFSET_MS, to: Date.UTC(year, first + months) - OFFSET_MS };
}

/** One hall in one lecture. */
type Visit = { readonly lectureId: LectureId; readonly hall: ReportHall };

export function visitsOf(counts: readonly LectureCount[], isIn: (hall: ReportHall) => boolean): Visit[] {
  return counts.flatMap(({ lectureId, halls }) => halls.filter(isIn).map((hall) => ({ lectureId, hall })));
}

export function figuresOf(visits: readonly Visit[]): LectureFigures {
  const reached = visits.filter(({ hall }) => hall.result !== 'absent');
  return {
    lectures: new Set(visits.map(({ lectureId }) => lectureId)).size,
    hallsReached: new Set(reached.map(({ hall }) => hall.hallId)).size,
    ...totalsOf(visits.map(({ hall }) => hall)),
  };
}

/** Sums by township and by hall, in the order of the tree; names are those of the newest lecture. */
export function treeOf(visits: readonly Visit[]): Pick<LectureFiguresOf, 'total' | 'townships'> {
  const inTreeOrder = [...visits].sort((a, b) => compare(a.hall.path, b.hall.path));
  const byTownship = Map.groupBy(inTreeOrder, ({ hall }) => hall.townshipId);
  return {
    total: figuresOf(visits),
    townships: [...byTownship].map(([townshipId, own]) => ({
      townshipId,
      townshipName: nameIn(visits, (hall) => (hall.townshipId === townshipId ? hall.townshipName : null)),
      figures: figuresOf(own),
      halls: hallsOf(own),
    })),
  };
}

function hallsOf(visits: readonly Visit[]) {
  return [...Map.groupBy(visits, ({ hall }) => hall.hallId)].map(([hallId, own]) => ({
    hallId,
    hallName: nameIn(own, ({ hallName }) => hallName),
    figures: figuresOf(own),
  }));
}

/** Visits come newest lecture first. */
function nameIn(visits: readonly Visit[], name: (hall: ReportHall) => string | null): string {
  for (const { hall } of visits) {
    const found = name(hall);
    if (found !== null) return found;
  }
  return '';
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function rowsOf(counts: readonly LectureCount[], isIn: (hall: ReportHall) => boolean): LectureFigureRow[] {
  return counts.flatMap((count) => {
    const visits = visitsOf([count], isIn);
    if (visits.length === 0) return [];
    const { lectureId, title, lecturerName, startAt } = count;
    return [{ lectureId, title, lecturerName, startAt: new Date(startAt).toISOString(), figures: figuresOf(visits) }];
  });
}

/** Which halls a level and its key name. */
export function isInLevel(level: 'all' | 'township' | 'hall', key: string): (hall: ReportHall) => boolean {
  const isTownship = (id: OrgId): boolean => id === key;
  const isHall = (id: HallId): boolean => id === key;
  if (level === 'township') return ({ townshipId }) => isTownship(townshipId);
  if (level === 'hall') return ({ hallId }) => isHall(hallId);
  return () => true;
}
