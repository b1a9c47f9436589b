import type { Connection } from 'mongoose';
import { z } from 'zod';
import { hallId, type LectureId } from '#shared/kit/ids.ts';
import { placePhase } from '#shared/stage.ts';
import { guarded } from '../db/errors.ts';
import { stageModel } from './stage.model.ts';
import { emptyBook, type StageBook } from './stage.rules.ts';

export type StageRepo = {
  load(id: LectureId): Promise<StageBook>;
  /** Durable when it resolves. The whole book is written, so that repeating it does no harm. */
  save(id: LectureId, book: StageBook): Promise<void>;
};

const ms = z.date().transform((date) => date.getTime());
/** The named seam between what is stored and the types of the rules. */
const stored = z.object({
  hands: z.array(z.object({ hallId, at: ms })),
  places: z.array(z.object({ hallId, phase: placePhase, since: ms, until: ms.nullable() })),
  appearances: z.array(
    z.object({
      hallId,
      from: ms,
      to: ms,
      by: z.enum(['lecturer', 'organizer', 'hall', 'time', 'drop', 'lectureOver']),
    }),
  ),
});

export function createStageRepo(connection: Connection): StageRepo {
  const model = stageModel(connection);
  return {
    load: (id) =>
      guarded(async () => {
        const found = await model.findById(id).lean();
        return found === null ? emptyBook : stored.parse(found);
      }),
    save: (id, book) =>
      guarded(async () => {
        const fields = {
          hands: book.hands.map(({ hallId: hall, at }) => ({ hallId: hall, at: new Date(at) })),
          places: book.places.map(({ since, until, ...place }) => ({
            ...place,
            since: new Date(since),
            until: until === null ? null : new Date(until),
          })),
          appearances: book.appearances.map(({ from, to, ...rest }) => ({
            ...rest,
            from: new Date(from),
            to: new Date(to),
          })),
        };
        await model.updateOne({ _id: id }, { $set: fields }, { upsert: true });
      }),
  };
}
