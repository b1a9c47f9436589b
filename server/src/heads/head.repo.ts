import type { Connection } from 'mongoose';
import { type HallId, hallId, type LectureId } from '#shared/kit/ids.ts';
import { guarded, insertedOnce } from '../db/errors.ts';
import { headAskModel, headCountModel } from './head.model.ts';

/** One count; all times in milliseconds since the epoch. */
export type HeadFact = {
  readonly id: string;
  readonly hallId: HallId;
  readonly heads: number;
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
};

export type HeadRepo = {
  /** Durable when it resolves. False when a count with this id is there already. */
  insert(lectureId: LectureId, fact: HeadFact): Promise<boolean>;
  /** By time. */
  of(lectureId: LectureId): Promise<HeadFact[]>;
  asked(lectureId: LectureId): Promise<number | null>;
  saveAsked(lectureId: LectureId, at: number): Promise<void>;
};

export function createHeadRepo(connection: Connection): HeadRepo {
  const counts = headCountModel(connection);
  const asks = headAskModel(connection);
  return {
    insert: (lectureId, { id, at, ...fact }) =>
      guarded(() => insertedOnce(() => counts.create({ _id: id, lectureId, at: new Date(at), ...fact }))),
    of: (lectureId) =>
      guarded(async () => {
        const found = await counts.find({ lectureId }).sort({ at: 1 }).lean();
        return found.map(({ _id, hallId: hall, heads, at, by, reason }) => {
          return { id: _id, hallId: hallId.parse(hall), heads, at: at.getTime(), by, reason };
        });
      }),
    asked: (lectureId) => guarded(async () => (await asks.findById(lectureId).lean())?.at.getTime() ?? null),
    saveAsked: (lectureId, at) =>
      guarded(async () => {
        await asks.updateOne({ _id: lectureId }, { $set: { at: new Date(at) } }, { upsert: true });
      }),
  };
}
