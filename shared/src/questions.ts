import { z } from 'zod';
import { command, event, route } from './kit/define.ts';
import { isoTime, line, reasonText } from './kit/fields.ts';
import { hallId, lectureId, partId, requestId } from './kit/ids.ts';
import { legalField } from './kit/legal-field.ts';

export const questionRules = { mostText: 500, mostAnswer: 2_000, mostOpenOfHall: 20 };

/** merged: another question stands for it. Open ones of an ended lecture are shown as left open and can still be answered in writing. */
export const questionState = z.enum([
  'asked',
  'approved',
  'rejected',
  'merged',
  'onScreen',
  'answeredLive',
  'answeredInWriting',
  'becameRequest',
]);
export type QuestionState = z.infer<typeof questionState>;

export const question = z.object({
  id: partId,
  hallId,
  hallName: z.string(),
  text: z.string(),
  /** Who in the hall asks, if they wished to be named. */
  askedBy: z.string().nullable(),
  at: isoTime,
  state: questionState,
  stateAt: isoTime,
  /** Of a rejection. */
  reason: z.string().nullable(),
  /** Written, after the lecture or during it. */
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  /** The one that stands for it. */
  mergedInto: partId.nullable(),
  /** The matter that it became, and its number to read out. */
  requestId: requestId.nullable(),
  requestNumber: z.string().nullable(),
  /** Lower is sooner. */
  order: z.number(),
});
export type Question = z.infer<typeof question>;

/** Open and nearest first; what is done last. */
export function inOrder(questions: readonly Question[]): Question[] {
  return [...questions].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

export const openStates: readonly QuestionState[] = ['asked', 'approved', 'onScreen'];
export const isOpenQuestion = ({ state }: Pick<Question, 'state'>): boolean => openStates.includes(state);

/** Directors and supervisor: all. Halls: their own, and the one on screen. */
export const questionsState = z.object({ questions: z.array(question) });

const inLecture = ['hall', 'lecturer', 'organizer', 'supervisor'] as const;
const nothing = z.object({});
const ofDirector = {
  output: nothing,
  roles: ['lecturer', 'organizer'],
  audit: { object: 'questionId', fields: ['lectureId', 'to'] },
  repeat: 'natural',
} as const;

/** Refused as those of the stage are: outside the lecture, before its start and after its end. */
export const questionCommands = {
  /** The same `questionId` of the same hall is the same question. `conflict/questions_full` with twenty open ones. */
  'question:ask': command({
    input: z.strictObject({
      lectureId,
      questionId: partId,
      text: line(questionRules.mostText),
      askedBy: line(30).optional(),
    }),
    output: nothing,
    roles: ['hall'],
    audit: false,
    repeat: 'natural',
  }),
  /** Moves an open question on; a rejection needs a reason. Showing one takes the other off the screen. */
  'question:moderate': command({
    ...ofDirector,
    input: z.strictObject({
      lectureId,
      questionId: partId,
      to: z.enum(['approved', 'rejected', 'onScreen', 'answeredLive']),
      reason: reasonText.optional(),
    }),
  }),
  /** From now on `into` stands for the question. */
  'question:merge': command({
    ...ofDirector,
    input: z.strictObject({ lectureId, questionId: partId, into: partId }),
  }),
  /** Before another one, or last. */
  'question:order': command({
    ...ofDirector,
    audit: false,
    input: z.strictObject({ lectureId, questionId: partId, before: partId.nullable() }),
  }),
};

const byQuestion = { lectureId, questionId: partId };

export const questionRoutes = {
  /** In their order. A hall reads its own. */
  lectureQuestions: route({
    method: 'GET',
    path: '/api/lectures/:lectureId/questions',
    input: z.strictObject({ lectureId }),
    output: z.object({ questions: z.array(question) }),
    roles: inLecture,
    audit: false,
    repeat: 'natural',
  }),
  /** In writing, during the lecture or after it; again to change the words. */
  answerQuestion: route({
    method: 'POST',
    path: '/api/lectures/:lectureId/questions/:questionId/answer',
    input: z.strictObject({ ...byQuestion, answer: line(questionRules.mostAnswer) }),
    output: question,
    roles: ['lecturer', 'organizer'],
    audit: { object: 'questionId', fields: ['lectureId'] },
    repeat: 'key',
  }),
};

export const questionMatterRoutes = {
  /**
   * The hall's question becomes a matter of its place, with the hall's contact to call back. Of two who do it at once both get the same
   * matter. `invalid_state/question_state` for what was rejected or merged.
   */
  turnIntoRequest: route({
    method: 'POST',
    path: '/api/lectures/:lectureId/questions/:questionId/request',
    input: z.strictObject({ ...byQuestion, field: legalField.nullable() }),
    output: question,
    roles: ['organizer'],
    audit: { object: 'questionId', fields: ['lectureId', 'field'] },
    repeat: 'key',
  }),
};

export const questionEvents = {
  /** Questions that changed, as the receiver may see them. */
  'questions:changed': event({
    payload: z.object({ lectureId, seq: z.number().int(), questions: z.array(question) }),
    roles: inLecture,
  }),
};
