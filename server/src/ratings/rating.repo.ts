import type { Connection } from 'mongoose';
import { guarded, isDuplicateKey } from '../db/errors.ts';
import { outboxOf } from '../db/outbox-schema.ts';
import { trusted } from '../db/schema-options.ts';
import type { Outbox } from '../kernel/outbox.ts';
import { type RatingDocument, ratingModel } from './rating.model.ts';

export type Rating = Omit<RatingDocument, '_id' | 'outbox'> & { requestId: string };
export type PageAfter = { ratedAt: Date; id: string } | undefined;
export type ExpertRating = { expertId: string; mean: number; count: number };

export type RatingRepo = Outbox & {
  /** The first time, or anew after a reopening if it was not given yet; true if it asks now. */
  ask(document: RatingDocument): Promise<boolean>;
  find(requestId: string): Promise<Rating | null>;
  ofRequests(requestIds: readonly string[]): Promise<Rating[]>;
  /** False if it was given before, or is not open at `at`. */
  give(requestId: string, given: { faces: number; note: string; ratedAt: Date }): Promise<boolean>;
  /** Newest first. */
  list(expertId: string | undefined, page: { after: PageAfter; limit: number }): Promise<Rating[]>;
  means(): Promise<ExpertRating[]>;
};

export function createRatingRepo(connection: Connection): RatingRepo {
  const model = ratingModel(connection);
  const isGiven = trusted({ $ne: null });
  return {
    ...outboxOf(model),
    ask: (document) =>
      guarded(async () => {
        const { _id, concludedAt, until, outbox, expertId, expertName } = document;
        try {
          await model.create(document);
          return true;
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
        }
        const olderNotGiven = { _id, faces: null, concludedAt: trusted({ $lt: concludedAt }) };
        const anew = { $set: { concludedAt, until, expertId, expertName }, $push: { outbox: { $each: outbox } } };
        return (await model.updateOne(olderNotGiven, anew)).matchedCount === 1;
      }),
    find: (requestId) =>
      guarded(async () => {
        const found = await model.findById(requestId).lean();
        return found === null ? null : stored(found);
      }),
    ofRequests: (requestIds) =>
      guarded(async () => (await model.find({ _id: trusted({ $in: [...requestIds] }) }).lean()).map(stored)),
    give: (requestId, given) =>
      guarded(async () => {
        const open = { _id: requestId, faces: null, until: trusted({ $gt: given.ratedAt }) };
        return (await model.updateOne(open, { $set: given })).matchedCount === 1;
      }),
    list: (expertId, { after, limit }) =>
      guarded(async () => {
        const filter = {
          ...(expertId !== undefined && { expertId }),
          ratedAt: isGiven,
          ...(after && {
            $or: [
              { ratedAt: trusted({ $lt: after.ratedAt }) },
              { ratedAt: after.ratedAt, _id: trusted({ $lt: after.id }) },
            ],
          }),
        };
        return (await model.find(filter).sort({ ratedAt: -1, _id: -1 }).limit(limit).lean()).map(stored);
      }),
    means: () =>
      guarded(async () => {
        const rows = await model.aggregate<{ _id: string | null; mean: number; count: number }>([
          { $match: { ratedAt: { $ne: null } } },
          { $group: { _id: '$expertId', mean: { $avg: '$faces' }, count: { $sum: 1 } } },
        ]);
        return rows.flatMap(({ _id, mean, count }) => (_id === null ? [] : [{ expertId: _id, mean, count }]));
      }),
  };
}

const stored = ({ _id, outbox: _owed, ...rest }: RatingDocument): Rating => ({ ...rest, requestId: _id });
