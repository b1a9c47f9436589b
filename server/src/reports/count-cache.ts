import type { LectureId } from '#shared/kit/ids.ts';
import type { LectureCount, ReportRepo, StoredCount } from './report.repo.ts';
import type { ReportLecture } from './report-facts.ts';

export type CountCache = {
  /** What was counted of each, in their order; the process goes on with other work in between. */
  counts(lectures: readonly ReportLecture[]): AsyncGenerator<LectureCount>;
};

type CacheDeps = {
  readonly repo: Pick<ReportRepo, 'find' | 'versions'>;
  /** What was stored where it still holds, else counted now. */
  readonly counted: (lecture: ReportLecture, stored: StoredCount | undefined) => Promise<LectureCount>;
};

/** A year of lectures of the whole county, and some of another year. */
const MOST_KEPT = 200;
/** Read at once: so many that asking costs little, so few that decoding them does not hold anything up. */
const AT_ONCE = 2;

/**
 * Keeps stored counts in memory. It asks the database each time which version of each count stands, and takes nothing that is not
 * that very version: another process, a corrected figure, a lecture that went on again are seen at once.
 */
export function createCountCache({ repo, counted }: CacheDeps): CountCache {
  const kept = new Map<LectureId, StoredCount>();
  const keep = (stored: StoredCount): void => {
    kept.delete(stored.lectureId);
    kept.set(stored.lectureId, stored);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) return;
      kept.delete(oldest);
    }
  };

  return {
    async *counts(lectures) {
      const versions = await repo.versions(lectures.map(({ lectureId }) => lectureId));
      const isKept = ({ lectureId }: ReportLecture): boolean =>
        kept.has(lectureId) && kept.get(lectureId)?.version === versions.get(lectureId);
      for (let at = 0; at < lectures.length; at += AT_ONCE) {
        const some = lectures.slice(at, at + AT_ONCE);
        const found = await repo.find(some.filter((one) => !isKept(one)).map(({ lectureId }) => lectureId));
        for (const lecture of some) {
          const stored = isKept(lecture) ? kept.get(lecture.lectureId) : found.get(lecture.lectureId);
          if (stored !== undefined) keep(stored);
          yield await counted(lecture, stored);
        }
        await new Promise(setImmediate);
      }
    },
  };
}
