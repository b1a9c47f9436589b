import type { Connection } from 'mongoose';
import { z } from 'zod';
import { hallId, type LectureId } from '#shared/kit/ids.ts';
import { poll } from '#shared/polls.ts';
import { guarded } from '../db/errors.ts';
import { pollModel } from './poll.model.ts';
import type { PollRecord } from './poll.rules.ts';

export type PollRepo = {
  /** Oldest first. */
  of(lectureId: LectureId): Promise<PollRecord[]>;
  /** Durable when it resolves. */
  save(lectureId: LectureId, record: PollRecord): Promise<void>;
};

/** Ids are made by clients: only together with the lecture's are they nobody else's. */
const keyOf = (lectureId: LectureId, id: string): string => `${lectureId}-${id}`;

const iso = z.date().transform((date) => date.toISOString());
/** The named seam between what is stored and the types of the rules. */
const stored = poll.omit({ result: true }).extend({
  at: iso,
  stateAt: iso,
  votes: z.array(z.object({ hallId, counts: z.array(z.number().int()), at: iso })),
});

export function createPollRepo(connection: Connection): PollRepo {
  const model = pollModel(connection);
  return {
    of: (lectureId) =>
      guarded(async () => {
        const found = await model.find({ lectureId }).sort({ at: 1 }).lean();
        return found.map(({ _id, lectureId: _, ...rest }) =>
          stored.parse({ ...rest, id: _id.slice(keyOf(lectureId, '').length) }),
        );
      }),
    save: (lectureId, { id, at, stateAt, votes, options, ...rest }) =>
      guarded(async () => {
        const fields = {
          ...rest,
          lectureId,
          options: [...options],
          at: new Date(at),
          stateAt: new Date(stateAt),
          votes: votes.map((vote) => ({ ...vote, counts: [...vote.counts], at: new Date(vote.at) })),
        };
        await model.updateOne({ _id: keyOf(lectureId, id) }, { $set: fields }, { upsert: true });
      }),
  };
}
