import type { HeadCount } from '#shared/heads.ts';
import type { HallId } from '#shared/kit/ids.ts';
import type { HeadFact } from './head.repo.ts';

export const countView = ({ heads, at, by, reason }: HeadFact): HeadCount => ({
  heads,
  at: new Date(at).toISOString(),
  by,
  reason,
});

/** Each hall's counts in their order. */
export const countsByHall = (facts: readonly HeadFact[]): Map<HallId, HeadCount[]> =>
  new Map([...Map.groupBy(facts, ({ hallId }) => hallId)].map(([hallId, own]) => [hallId, own.map(countView)]));
