import type { Connection } from 'mongoose';
import { guarded, isDuplicateKey } from '../db/errors.ts';
import { outboxOf } from '../db/outbox-schema.ts';
import { trusted } from '../db/schema-options.ts';
import type { Outbox } from '../kernel/outbox.ts';
import { type VisitDocument, visitModel } from './visit.model.ts';

export type VisitTry = VisitDocument['tries'][number];
export type VisitEnd = Pick<VisitDocument, 'result' | 'note' | 'doneAt' | 'by' | 'byRole' | 'moveOwed' | 'outbox'>;

export type VisitRepo = Outbox & {
  /** Nothing happens if it is there already. */
  plan(visit: VisitDocument): Promise<void>;
  find(id: string): Promise<VisitDocument | null>;
  ofRequests(requestIds: readonly string[]): Promise<VisitDocument[]>;
  /** Not done yet, the longest due first. */
  open(branch: string, limit: number): Promise<VisitDocument[]>;
  /** Newest first. */
  done(branch: string, limit: number): Promise<VisitDocument[]>;
  allOpen(): AsyncIterable<VisitDocument>;
  /** One more try in vain. Null if it is not open any more, or another try was noted meanwhile. */
  addTry(id: string, triesBefore: number, row: VisitTry): Promise<VisitDocument | null>;
  /** Null if it is not open any more. */
  finish(id: string, end: VisitEnd, triesBefore: number, row: VisitTry | null): Promise<VisitDocument | null>;
  /** Takes back what is owed for it. */
  callOff(id: string): Promise<void>;
  movesOwed(): Promise<VisitDocument[]>;
  moveDone(id: string): Promise<void>;
};

export function createVisitRepo(connection: Connection): VisitRepo {
  const model = visitModel(connection);
  const below = (branch: string): RegExp => new RegExp(`^${branch}`);
  const after = { returnDocument: 'after' } as const;
  const listed = (filter: { state: 'open' | 'done'; branch: RegExp }, by: Record<string, 1 | -1>, limit: number) =>
    guarded(() => model.find(filter).sort(by).limit(limit).lean().exec());
  return {
    ...outboxOf(model),
    plan: (visit) =>
      guarded(async () => {
        try {
          await model.create(visit);
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
        }
      }),
    find: (id) => guarded(() => model.findById(id).lean().exec()),
    ofRequests: (ids) =>
      guarded(() =>
        model
          .find({ requestId: trusted({ $in: [...ids] }) })
          .sort({ concludedAt: 1 })
          .lean()
          .exec(),
      ),
    open: (branch, limit) => listed({ state: 'open', branch: below(branch) }, { dueAt: 1 }, limit),
    done: (branch, limit) => listed({ state: 'done', branch: below(branch) }, { doneAt: -1 }, limit),
    allOpen: () => model.find({ state: 'open' }).sort({ _id: 1 }).lean().cursor(),
    addTry: (id, triesBefore, row) =>
      guarded(() =>
        model
          .findOneAndUpdate(openWith(id, triesBefore), { $push: { tries: row } }, after)
          .lean()
          .exec(),
      ),
    finish: (id, { outbox, ...end }, triesBefore, row) =>
      guarded(() => {
        const push = { outbox: { $each: outbox }, ...(row && { tries: row }) };
        const change = { $set: { ...end, state: 'done' as const }, $push: push };
        return model.findOneAndUpdate(openWith(id, triesBefore), change, after).lean().exec();
      }),
    callOff: (id) =>
      guarded(async () => {
        const off = { $set: { state: 'off' as const, outbox: [] } };
        await model.updateOne({ _id: id, state: 'open' }, off);
      }),
    movesOwed: () =>
      guarded(() =>
        model
          .find({ moveOwed: trusted({ $ne: null }) })
          .lean()
          .exec(),
      ),
    moveDone: (id) => guarded(async () => void (await model.updateOne({ _id: id }, { $set: { moveOwed: null } }))),
  };
}

/** No more tries than the caller saw, so that two who note the same call count it once. */
const openWith = (id: string, tries: number) => ({
  _id: id,
  state: 'open' as const,
  [`tries.${tries}`]: trusted({ $exists: false }),
});
