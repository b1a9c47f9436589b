import type { Connection } from 'mongoose';
import type { LectureId } from '#shared/kit/ids.ts';
import { type Question, question } from '#shared/questions.ts';
import { guarded } from '../db/errors.ts';
import { questionModel } from './question.model.ts';

export type QuestionRepo = {
  /** In their order. */
  of(lectureId: LectureId): Promise<Question[]>;
  /** Durable when it resolves. */
  save(lectureId: LectureId, item: Question): Promise<void>;
};

/** Ids are made by clients: only together with the lecture's are they nobody else's. */
const keyOf = (lectureId: LectureId, id: string): string => `${lectureId}-${id}`;

export function createQuestionRepo(connection: Connection): QuestionRepo {
  const model = questionModel(connection);
  return {
    of: (lectureId) =>
      guarded(async () => {
        const found = await model.find({ lectureId }).sort({ order: 1 }).lean();
        return found.map(({ _id, lectureId: _, at, stateAt, ...rest }) =>
          question.parse({
            ...rest,
            requestNumber: rest.requestNumber ?? null,
            id: _id.slice(keyOf(lectureId, '').length),
            at: at.toISOString(),
            stateAt: stateAt.toISOString(),
          }),
        );
      }),
    save: (lectureId, { id, at, stateAt, ...rest }) =>
      guarded(async () => {
        const fields = { ...rest, lectureId, at: new Date(at), stateAt: new Date(stateAt) };
        await model.updateOne({ _id: keyOf(lectureId, id) }, { $set: fields }, { upsert: true });
      }),
  };
}
