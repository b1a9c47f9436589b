import type { HallId, LectureId, OrgId } from '#shared/kit/ids.ts';
import { OFFSET_MS } from '#shared/kit/time.ts';
import type { LectureFigureRow, LectureFigures, LectureFiguresOf } from '#shared/lecture-figures.ts';
import type { ReportHall } from '#shared/reports.ts';
import type { LectureCount } from './report.repo.ts';
import { addTo, noTotals } from './report.rules.ts';

/** Of `2026` or `2026Q4`, in Asia/Shanghai; China has one time without summer time. */
export function boundsOf(period: string): { from: number; to: number } {
  const year = Number(period.slice(0, 4));
  const quarter = period.length > 4 ? Number(period.slice(5)) : null;
  const first = quarter === null ? 0 : (quarter - 1) * 3;
  const months = quarter === null ? 12 : 3;
  return { from: Date.UTC(year, first) - OFFSET_MS, to: Date.UTC(year, first + months) - OFFSET_MS };
}

/** The sums of one place. */
type Sums = {
  /** That of the newest lecture. */
  readonly name: string;
  /** The first of its halls in the order of the tree. */
  path: string;
  readonly figures: LectureFigures;
  readonly reached: Set<HallId>;
  last: LectureId | null;
};

const sumsOf = (name: string, path: string): Sums => ({
  name,
  path,
  figures: { lectures: 0, hallsReached: 0, ...noTotals() },
  reached: new Set(),
  last: null,
});

function addHall(sums: Sums, lectureId: LectureId, hall: ReportHall): void {
  if (sums.last !== lectureId) {
    sums.last = lectureId;
    sums.figures.lectures += 1;
  }
  if (hall.result !== 'absent') sums.figures.hallsReached = sums.reached.add(hall.hallId).size;
  if (hall.path < sums.path) sums.path = hall.path;
  addTo(sums.figures, hall);
}

export type Tally = {
  add(count: Pick<LectureCount, 'lectureId' | 'halls'>): void;
  /** Sums by township and by hall, in the order of the tree. */
  sums(): Pick<LectureFiguresOf, 'total' | 'townships'>;
};

/** Sums up lecture after lecture, newest first, so that a year of them is never worked through in one go. */
export function createTally(isIn: (hall: ReportHall) => boolean): Tally {
  const total = sumsOf('', '');
  const townships = new Map<OrgId, Sums & { readonly halls: Map<HallId, Sums> }>();
  const placesOf = ({ townshipId, townshipName, hallId, hallName, path }: ReportHall) => {
    const township = townships.get(townshipId) ?? { ...sumsOf(townshipName, path), halls: new Map<HallId, Sums>() };
    const hall = township.halls.get(hallId) ?? sumsOf(hallName, path);
    townships.set(townshipId, township);
    township.halls.set(hallId, hall);
    return [total, township, hall];
  };
  return {
    add: ({ lectureId, halls }) => {
      for (const hall of halls) {
        if (isIn(hall)) for (const place of placesOf(hall)) addHall(place, lectureId, hall);
      }
    },
    sums: () => ({
      total: total.figures,
      townships: inTreeOrder(townships).map(([townshipId, { name, figures, halls }]) => ({
        ...{ townshipId, figures },
        townshipName: name,
        halls: inTreeOrder(halls).map(([hallId, hall]) => ({ hallId, hallName: hall.name, figures: hall.figures })),
      })),
    }),
  };
}

const inTreeOrder = <K, S extends Sums>(places: ReadonlyMap<K, S>): [K, S][] =>
  [...places].sort(([, a], [, b]) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

/** What one lecture adds; null where none of its halls is looked at. */
export function rowOf(count: LectureCount, isIn: (hall: ReportHall) => boolean): LectureFigureRow | null {
  const sums = sumsOf('', '');
  const { lectureId, title, lecturerName, startAt } = count;
  for (const hall of count.halls) if (isIn(hall)) addHall(sums, lectureId, hall);
  if (sums.figures.lectures === 0) return null;
  return { lectureId, title, lecturerName, startAt: new Date(startAt).toISOString(), figures: sums.figures };
}

/** Which halls a level and its key name. */
export function isInLevel(level: 'all' | 'township' | 'hall', key: string): (hall: ReportHall) => boolean {
  const isTownship = (id: OrgId): boolean => id === key;
  const isHall = (id: HallId): boolean => id === key;
  if (level === 'township') return ({ townshipId }) => isTownship(townshipId);
  if (level === 'hall') return ({ hallId }) => isHall(hallId);
  return () => true;
}
