import type { Connection } from 'mongoose';
import { type LectureId, type PartId, partId } from '#shared/kit/ids.ts';
import { guarded } from '../db/errors.ts';
import { announcementModel } from './announcement.model.ts';

export type Said = {
  readonly id: PartId;
  readonly text: string;
  readonly at: number;
  readonly by: string;
  readonly isDown: boolean;
};

export type AnnouncementRepo = {
  /** By time. */
  of(lectureId: LectureId): Promise<Said[]>;
  /** Durable when it resolves. */
  save(lectureId: LectureId, said: Said): Promise<void>;
};

/** Ids are made by clients: only together with the lecture's are they nobody else's. */
const keyOf = (lectureId: LectureId, id: string): string => `${lectureId}-${id}`;

export function createAnnouncementRepo(connection: Connection): AnnouncementRepo {
  const model = announcementModel(connection);
  return {
    of: (lectureId) =>
      guarded(async () => {
        const found = await model.find({ lectureId }).sort({ at: 1 }).lean();
        return found.map(({ _id, text, at, by, isDown }) => {
          return { id: partId.parse(_id.slice(keyOf(lectureId, '').length)), text, at: at.getTime(), by, isDown };
        });
      }),
    save: (lectureId, { id, at, ...rest }) =>
      guarded(async () => {
        const fields = { ...rest, lectureId, at: new Date(at) };
        await model.updateOne({ _id: keyOf(lectureId, id) }, { $set: fields }, { upsert: true });
      }),
  };
}
