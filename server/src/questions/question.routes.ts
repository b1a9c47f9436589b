import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import { inOrder, type questionRoutes } from '#shared/questions.ts';
import { AppError } from '../kernel/app-error.ts';
import type { RouteCall } from '../kernel/call.ts';
import { staffOf } from '../kernel/caller-of.ts';
import type { Clock } from '../kernel/clock.ts';
import type { QuestionRepo } from './question.repo.ts';
import { answered } from './question.rules.ts';
import type { QuestionsSession } from './questions-session.ts';

export type QuestionRoutesDeps = {
  readonly repo: QuestionRepo;
  /** Rejects where the caller may not see the lecture. */
  readonly checkMaySee: (id: LectureId, caller: Caller) => Promise<unknown>;
  /** Rejects also where the caller may only look, as a spare before taking over. */
  readonly checkMayDirect: (id: LectureId, caller: Caller) => Promise<unknown>;
  /** Of a lecture that runs: then the session's list is the newest. */
  readonly running: (id: LectureId) => QuestionsSession | undefined;
  readonly clock: Clock;
};

export function createQuestionRoutes(deps: QuestionRoutesDeps): Handlers<typeof questionRoutes, RouteCall> {
  const { repo, checkMaySee, checkMayDirect, running, clock } = deps;
  const answerStored = async (lectureId: LectureId, questionId: string, answer: string, by: string) => {
    const found = (await repo.of(lectureId)).find(({ id }) => id === questionId);
    if (found === undefined) throw new AppError('not_found', 'question_unknown');
    const next = answered(found, answer, by, clock.now());
    await repo.save(lectureId, next);
    return next;
  };
  return {
    lectureQuestions: async ({ lectureId }, { caller }) => {
      await checkMaySee(lectureId, caller);
      const all = running(lectureId)?.stateFor(null).questions ?? inOrder(await repo.of(lectureId));
      return { questions: caller.role === 'hall' ? all.filter(({ hallId }) => hallId === caller.hallId) : all };
    },
    answerQuestion: async ({ lectureId, questionId, answer }, { caller }) => {
      await checkMayDirect(lectureId, caller);
      const { name } = staffOf(caller);
      const session = running(lectureId);
      if (session !== undefined) return session.answer(questionId, answer, name);
      return answerStored(lectureId, questionId, answer, name);
    },
  };
}
