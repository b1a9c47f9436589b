import type { Connection } from 'mongoose';
import type { ExpertState } from '#shared/expert-profile.ts';
import { accountId } from '#shared/kit/ids.ts';
import { guarded, insertedOnce } from '../db/errors.ts';
import { outboxOf } from '../db/outbox-schema.ts';
import { trusted } from '../db/schema-options.ts';
import type { Outbox, OwedNotice } from '../kernel/outbox.ts';
import { type ExpertDocument, expertModel } from './expert.model.ts';
import type { ExpertRecord, HistoryRow } from './expert-record.ts';

export type ExpertChange = Partial<Omit<ExpertRecord, 'id' | 'history' | 'openMatters'>>;
/** What must still hold when the change is written. */
export type ChangeGuard = {
  states: readonly ExpertState[];
  /** The removal that was read: nobody decided, appealed or removed anew since. */
  removal?: ExpertRecord['removal'];
};

/** What a change leaves behind, in the same update: its row of history, and whom it is told. */
export type Left = { row?: HistoryRow; owed?: readonly OwedNotice[] };

export type ExpertRepo = Outbox & {
  byId(id: string): Promise<ExpertRecord | null>;
  inStates(states: readonly ExpertState[]): Promise<ExpertRecord[]>;
  /** False if the account is in the pool, or was. */
  insert(record: ExpertRecord, owed: readonly OwedNotice[]): Promise<boolean>;
  /** One conditional update; null if the guard does not hold. */
  change(id: string, guard: ChangeGuard, change: ExpertChange, left?: Left): Promise<ExpertRecord | null>;
  /** Owes notices of the end of this term, once for each last day. */
  tellTermEnd(id: string, termTo: string, owed: readonly OwedNotice[]): Promise<void>;
  /** One more open matter, if the expert is active, has this cap of its own, and has fewer than the cap that holds. */
  reserve(id: string, ownCap: number | null, cap: number): Promise<boolean>;
  /** One open matter less, never below none. */
  giveBack(id: string): Promise<void>;
  /** Sets the count right, unless it moved since it was read. */
  mendCount(id: string, read: number, counted: number): Promise<boolean>;
};

/** The oldest rows go; who did what stays in the audit log. */
const MAX_HISTORY = 200;

export function createExpertRepo(connection: Connection): ExpertRepo {
  const model = expertModel(connection);
  return {
    ...outboxOf(model),
    byId: (id) => guarded(async () => orNull(await model.findById(id).lean())),
    inStates: (states) =>
      guarded(async () => (await model.find({ state: trusted({ $in: [...states] }) }).lean()).map(recordOf)),
    insert: ({ id, ...record }, outbox) =>
      guarded(() => insertedOnce(() => model.create({ _id: id, ...record, outbox: [...outbox] }))),
    change: (id, { states, removal }, change, { row, owed = [] } = {}) =>
      guarded(async () => {
        const filter = {
          _id: id,
          state: trusted({ $in: [...states] }),
          ...(removal && { 'removal.at': removal.at, ...appealGuard(removal) }),
        };
        const push = {
          ...(row && { history: { $each: [row], $slice: -MAX_HISTORY } }),
          ...(owed.length > 0 && { outbox: { $each: [...owed] } }),
        };
        const update = {
          ...(Object.keys(change).length > 0 && { $set: change }),
          ...(Object.keys(push).length > 0 && { $push: push }),
        };
        return orNull(await model.findOneAndUpdate(filter, update, { returnDocument: 'after' }).lean());
      }),
    tellTermEnd: (id, termTo, owed) =>
      guarded(async () => {
        const untold = { _id: id, state: 'active' as const, termTo, termToldOf: trusted({ $ne: termTo }) };
        await model.updateOne(untold, { $set: { termToldOf: termTo }, $push: { outbox: { $each: [...owed] } } });
      }),
    reserve: (id, ownCap, cap) =>
      guarded(async () => {
        const filter = { _id: id, state: 'active' as const, cap: ownCap, openMatters: trusted({ $lt: cap }) };
        return (await model.updateOne(filter, { $inc: { openMatters: 1 } })).modifiedCount === 1;
      }),
    giveBack: (id) =>
      guarded(async () => {
        await model.updateOne({ _id: id, openMatters: trusted({ $gt: 0 }) }, { $inc: { openMatters: -1 } });
      }),
    mendCount: (id, read, counted) =>
      guarded(async () => {
        const { matchedCount } = await model.updateOne(
          { _id: id, openMatters: read },
          { $set: { openMatters: counted } },
        );
        return matchedCount === 1;
      }),
  };
}

const appealGuard = ({ appeal }: NonNullable<ExpertRecord['removal']>) =>
  appeal === null ? { 'removal.appeal': null } : { 'removal.appeal.decision': appeal.decision };

const orNull = (found: ExpertDocument | null): ExpertRecord | null => (found === null ? null : recordOf(found));

const recordOf = ({ _id, outbox: _outbox, termToldOf: _told, ...rest }: ExpertDocument): ExpertRecord => ({
  ...rest,
  id: accountId.parse(_id),
});
