import { askedSince, type HeadCount, type HeadsState, headMoments, reportedHeads } from '#shared/heads.ts';
import { useLive, useServerNow } from './use-live.ts';
import { plannedEnd } from './use-plan-clock.ts';

const noHeads: HeadsState = { halls: [], askedAt: null };

export const useHeads = (): HeadsState => useLive(({ lecture }) => lecture?.extras.heads ?? noHeads);

/** All counts of one hall. */
export function useHallCounts(hallId: string): readonly HeadCount[] {
  return useHeads().halls.find((hall) => hall.hallId === hallId)?.counts ?? [];
}

/** Since when halls are asked for their heads, ms; null while they are not. */
export function useHeadsAskedAt(): number | null {
  const lecture = useLive((state) => state.lecture);
  const { askedAt } = useHeads();
  const now = useServerNow();
  if (!lecture?.current.startedAt || lecture.current.state === 'ended') return null;
  const startedAt = Date.parse(lecture.current.startedAt);
  return askedSince(headMoments({ startedAt, plannedEnd: plannedEnd(lecture) }), askedAt, now);
}

/** Has this hall not counted since it was asked last? */
export function owesCount(counts: readonly HeadCount[], askedAt: number | null): boolean {
  const last = reportedHeads(counts);
  return askedAt !== null && (last === undefined || Date.parse(last.at) < askedAt);
}
