import { inOrder, type Question } from '#shared/questions.ts';
import { useLive } from './use-live.ts';

const none: readonly Question[] = [];

/** As far as this page may see them, in their order. */
export function useQuestions(): readonly Question[] {
  return inOrder(useLive(({ lecture }) => lecture?.extras.questions.questions ?? none));
}

export const useQuestionOnScreen = (): Question | undefined => useQuestions().find(({ state }) => state === 'onScreen');
