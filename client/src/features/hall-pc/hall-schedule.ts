import type { HallLecture } from '#shared/halls.ts';

const enterBeforeMs = 15 * 60_000;

/** May the hall be in this lecture now? From 15 minutes before the start, and for as long as it runs. */
export const isEnterable = (lecture: HallLecture, nowMs: number): boolean =>
  lecture.state !== 'published' || Date.parse(lecture.startAt) - nowMs <= enterBeforeMs;

/** The lecture to be in now: one that runs before one that is about to. */
export function lectureToEnter(lectures: readonly HallLecture[], nowMs: number): HallLecture | null {
  const enterable = lectures.filter((lecture) => isEnterable(lecture, nowMs));
  return enterable.find(({ state }) => state !== 'published') ?? enterable[0] ?? null;
}
