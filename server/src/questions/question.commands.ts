import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { questionCommands } from '#shared/questions.ts';
import { AppError } from '../kernel/app-error.ts';
import type { CommandCall } from '../kernel/call.ts';
import type { QuestionsSession } from './questions-session.ts';

/** Somebody in a running lecture, as this connection speaks for them. */
type Seat = {
  readonly hallId: HallId | null;
  readonly mayDirect: boolean;
  readonly questions: QuestionsSession;
  readonly nameOf: (hallId: HallId) => string;
};

/** Rejects unless the caller is in this lecture on this connection and the lecture is live or paused. */
type TakeSeat = (caller: Caller, connectionId: string, lectureId: LectureId) => Promise<Seat>;

export function createQuestionCommands({ seat }: { seat: TakeSeat }): Handlers<typeof questionCommands, CommandCall> {
  const asDirector = async ({ caller, connectionId }: CommandCall, lectureId: LectureId) => {
    const { questions, mayDirect } = await seat(caller, connectionId, lectureId);
    if (!mayDirect) throw new AppError('forbidden', 'not_your_lecture');
    return questions;
  };
  return {
    'question:ask': async ({ lectureId, questionId, text, askedBy }, { caller, connectionId }) => {
      const { questions, hallId, nameOf } = await seat(caller, connectionId, lectureId);
      if (hallId === null) throw new AppError('forbidden', 'role_not_allowed');
      await questions.ask({ id: questionId, hallId, hallName: nameOf(hallId), text, askedBy: askedBy ?? null });
      return {};
    },
    'question:moderate': async ({ lectureId, questionId, to, reason }, call) => {
      await (await asDirector(call, lectureId)).moderate(questionId, to, reason);
      return {};
    },
    'question:merge': async ({ lectureId, questionId, into }, call) => {
      await (await asDirector(call, lectureId)).merge(questionId, into);
      return {};
    },
    'question:order': async ({ lectureId, questionId, before }, call) => {
      await (await asDirector(call, lectureId)).order(questionId, before);
      return {};
    },
  };
}
