import type { HallLecture } from '#shared/halls.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import { DAY_MS, OFFSET_MS } from '#shared/kit/time.ts';
import { currentStates } from './lecture.rules.ts';
import { announcedView, hallLectureView } from './lecture.views.ts';
import type { LectureRecord } from './lecture-record.ts';

/** The lectures that are announced or under way, in memory: what halls and the public ask for all the time. */
export type CurrentLectures = {
  /** Takes in what is newer than what is known; what is no longer current is dropped. True if it was news. */
  put(record: LectureRecord, halls: ReadonlySet<HallId>): boolean;
  get(id: LectureId): LectureRecord | undefined;
  all(): LectureRecord[];
  hallsOf(id: LectureId): ReadonlySet<HallId>;
  scheduleFor(hallId: HallId): HallLecture[];
  publicList(now: number): ReturnType<typeof announcedView>[];
};

const MAX_SHOWN_TO_HALL = 5;
/** Asia/Shanghai, all year round. */
const PUBLIC_DAYS = 8;

type Entry = { readonly record: LectureRecord; readonly halls: ReadonlySet<HallId> };
const noHalls: ReadonlySet<HallId> = new Set();

export function createCurrentLectures(): CurrentLectures {
  const entries = new Map<LectureId, Entry>();
  /** Revisions of those that were dropped, so that an older reading does not bring one back. */
  const dropped = new Map<LectureId, number>();

  const byStart = (): Entry[] => [...entries.values()].sort((a, b) => a.record.startAt - b.record.startAt);

  return {
    put(record, halls) {
      const { id, revision } = record;
      if (revision <= (entries.get(id)?.record.revision ?? dropped.get(id) ?? -1)) return false;
      if (currentStates.includes(record.state)) {
        entries.set(id, { record, halls });
        dropped.delete(id);
      } else {
        entries.delete(id);
        dropped.set(id, revision);
        const [oldest] = dropped.keys();
        if (dropped.size > 1_000 && oldest !== undefined) dropped.delete(oldest);
      }
      return true;
    },
    get: (id) => entries.get(id)?.record,
    all: () => byStart().map(({ record }) => record),
    hallsOf: (id) => entries.get(id)?.halls ?? noHalls,
    scheduleFor: (hallId) =>
      byStart()
        .filter(({ halls }) => halls.has(hallId))
        .flatMap(({ record }) => hallLectureView(record) ?? [])
        .slice(0, MAX_SHOWN_TO_HALL),
    publicList: (now) => {
      const today = Math.floor((now + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
      return byStart()
        .filter(({ record: { state, startAt } }) => state !== 'published' || startAt >= today)
        .filter(({ record: { startAt } }) => startAt < today + PUBLIC_DAYS * DAY_MS)
        .map(({ record }) => announcedView(record));
    },
  };
}
