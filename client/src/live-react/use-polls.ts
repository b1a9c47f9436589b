import { useTranslation } from 'react-i18next';
import type { Poll, PollsState } from '#shared/polls.ts';
import { useLive } from './use-live.ts';

const noPolls: PollsState = { polls: [], own: [] };

export const usePolls = (): PollsState => useLive(({ lecture }) => lecture?.extras.polls ?? noPolls);

/** The poll's options in words. */
export function useOptions({ kind, options }: Pick<Poll, 'kind' | 'options'>): readonly string[] {
  const { t } = useTranslation('polls');
  return kind === 'yesNo' ? [t('yes'), t('no')] : options;
}
