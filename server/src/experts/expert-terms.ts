import { DAY_MS } from '#shared/kit/time.ts';
import type { ExpertDirectory } from './expert-directory.ts';
import { dayOf } from './expert-hours.rules.ts';
import { termEndNotices } from './expert-notices.ts';
import type { ExpertsDeps } from './expert-ports.ts';

const TOLD_BEFORE_MS = 30 * DAY_MS;

/** Tells a month ahead that a term ends, so that it can be renewed without a gap. Two ticks at once tell it once. */
export type ExpertTerms = ReturnType<typeof createExpertTerms>;

export function createExpertTerms({
  repo,
  directory,
  clock,
}: Pick<ExpertsDeps, 'repo' | 'clock'> & { directory: ExpertDirectory }) {
  return {
    tick: async (): Promise<void> => {
      const horizon = dayOf(clock.now() + TOLD_BEFORE_MS);
      const ending = (await directory.inStates(['active'])).filter(({ termTo }) => termTo <= horizon);
      for (const expert of ending)
        await repo.tellTermEnd(expert.id, expert.termTo, termEndNotices(expert, clock.date()));
    },
  };
}
