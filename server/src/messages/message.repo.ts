import type { Connection } from 'mongoose';
import { hallId, type LectureId, partId } from '#shared/kit/ids.ts';
import type { HallMessage } from '#shared/messages.ts';
import { guarded } from '../db/errors.ts';
import { messageModel } from './message.model.ts';

export type MessageRepo = {
  /** By time. */
  of(lectureId: LectureId): Promise<HallMessage[]>;
  /** Durable when it resolves. */
  save(lectureId: LectureId, message: HallMessage): Promise<void>;
};

/** Ids are made by clients: only together with the lecture's are they nobody else's. */
const keyOf = (lectureId: LectureId, id: string): string => `${lectureId}-${id}`;

export function createMessageRepo(connection: Connection): MessageRepo {
  const model = messageModel(connection);
  return {
    of: (lectureId) =>
      guarded(async () => {
        const found = await model.find({ lectureId }).sort({ at: 1 }).lean();
        return found.map(({ _id, hallId: hall, text, at, by, readAt }) => ({
          id: partId.parse(_id.slice(keyOf(lectureId, '').length)),
          hallId: hallId.parse(hall),
          text,
          at: at.toISOString(),
          by,
          readAt: readAt?.toISOString() ?? null,
        }));
      }),
    save: (lectureId, { id, at, readAt, ...rest }) =>
      guarded(async () => {
        const fields = { ...rest, lectureId, at: new Date(at), readAt: readAt === null ? null : new Date(readAt) };
        await model.updateOne({ _id: keyOf(lectureId, id) }, { $set: fields }, { upsert: true });
      }),
  };
}
