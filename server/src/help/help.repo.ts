import type { Connection } from 'mongoose';
import { z } from 'zod';
import { checkResult, type HelpCall } from '#shared/help.ts';
import { hallId, type LectureId, partId } from '#shared/kit/ids.ts';
import { linkQuality } from '#shared/link-quality.ts';
import { guarded } from '../db/errors.ts';
import { helpModel } from './help.model.ts';

export type HelpRepo = {
  /** By time. */
  of(lectureId: LectureId): Promise<HelpCall[]>;
  /** Durable when it resolves. The whole call is written, so that repeating it does no harm. */
  save(lectureId: LectureId, call: HelpCall): Promise<void>;
};

const moment = z.date().transform((date) => date.toISOString());
/** The named seam between what is stored and the types of the rules. */
const stored = z.object({
  hallId,
  name: z.string(),
  at: moment,
  facts: z.object({
    quality: linkQuality,
    sound: z.enum(['on', 'off']),
    picture: z.enum(['seen', 'none']),
    test: z.object({ at: moment, heard: checkResult, camera: checkResult, microphone: checkResult }).nullable(),
  }),
  done: z.object({ at: moment, by: z.string() }).nullable(),
});

/** Ids are made by clients: only together with the lecture's are they nobody else's. */
const keyOf = (lectureId: LectureId, id: string): string => `${lectureId}-${id}`;

export function createHelpRepo(connection: Connection): HelpRepo {
  const model = helpModel(connection);
  return {
    of: (lectureId) =>
      guarded(async () => {
        const found = await model.find({ lectureId }).sort({ at: 1 }).lean();
        return found.map((row) => ({
          id: partId.parse(row._id.slice(keyOf(lectureId, '').length)),
          ...stored.parse(row),
        }));
      }),
    save: (lectureId, { id, at, facts, done, ...rest }) =>
      guarded(async () => {
        const test = facts.test && { ...facts.test, at: new Date(facts.test.at) };
        const fields = {
          ...rest,
          lectureId,
          at: new Date(at),
          facts: { ...facts, test },
          done: done && { ...done, at: new Date(done.at) },
        };
        await model.updateOne({ _id: keyOf(lectureId, id) }, { $set: fields }, { upsert: true });
      }),
  };
}
