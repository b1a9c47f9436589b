import type { StaffCaller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { LegalField } from '#shared/kit/legal-field.ts';
import type { Question, questionMatterRoutes } from '#shared/questions.ts';
import { AppError } from '../kernel/app-error.ts';
import type { RouteCall } from '../kernel/call.ts';
import { staffOf } from '../kernel/caller-of.ts';
import type { QuestionRoutesDeps } from './question.routes.ts';
import { becameRequest, checkMayBecomeRequest, type Matter } from './question.rules.ts';

export type AskedMatter = {
  readonly lectureId: LectureId;
  readonly questionId: string;
  readonly hallId: HallId;
  readonly askedBy: string | null;
  readonly text: string;
  readonly field: LegalField | null;
};
/** Files the matter; the same question again is the same matter. */
export type FileMatter = (by: StaffCaller, asked: AskedMatter) => Promise<Matter>;

export function createQuestionMatterRoutes(
  { repo, checkMaySee, running, clock }: QuestionRoutesDeps,
  fileMatter: FileMatter,
): Handlers<typeof questionMatterRoutes, RouteCall> {
  const find = async (lectureId: LectureId, id: string): Promise<Question> => {
    const session = running(lectureId);
    const found = session ? session.find(id) : (await repo.of(lectureId)).find((one) => one.id === id);
    if (found === undefined) throw new AppError('not_found', 'question_unknown');
    return found;
  };
  return {
    turnIntoRequest: async ({ lectureId, questionId, field }, { caller }) => {
      await checkMaySee(lectureId, caller);
      const question = await find(lectureId, questionId);
      if (question.state === 'becameRequest') return question;
      checkMayBecomeRequest(question);
      const { hallId, askedBy, text } = question;
      const matter = await fileMatter(staffOf(caller), { lectureId, questionId, hallId, askedBy, text, field });
      const session = running(lectureId);
      if (session !== undefined) return session.becameRequest(questionId, matter);
      const next = becameRequest(await find(lectureId, questionId), matter, clock.now());
      await repo.save(lectureId, next);
      return next;
    },
  };
}
