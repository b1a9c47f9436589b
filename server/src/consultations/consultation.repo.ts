import type { Connection } from 'mongoose';
import { guarded, isDuplicateKey, retryWhileAway } from '../db/errors.ts';
import { outboxOf } from '../db/outbox-schema.ts';
import { trusted } from '../db/schema-options.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Outbox } from '../kernel/outbox.ts';
import { type ConsultationDocument, consultationModel } from './consultation.model.ts';
import { documentOf, recordOf } from './consultation-mapping.repo.ts';
import { type ConsultationRecord, isOpen, openStates } from './consultation-record.ts';
import { slotKeysOf } from './slot.rules.ts';

/** `taken`: somebody has one of the quarters, or the matter has another open meeting. `changed`: somebody else changed it first. */
export type Written = 'done' | 'taken' | 'changed';

export type DeskQuery = {
  readonly accountId: string;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly openOnly: boolean;
  readonly after: { readonly startAt: number; readonly id: string } | undefined;
  readonly limit: number;
};

export type ConsultationRepo = Outbox & {
  insert(record: ConsultationRecord): Promise<Exclude<Written, 'changed'>>;
  /** Writes the record over the one with the revision before it, its quarters with it. */
  replace(record: ConsultationRecord): Promise<Written>;
  find(id: string): Promise<ConsultationRecord | null>;
  /** The one open meeting of a matter. */
  openOf(requestId: string): Promise<ConsultationRecord | null>;
  /** Newest start first. */
  ofRequest(requestId: string): Promise<ConsultationRecord[]>;
  /** Those that took place or were missed. */
  pastOfRequests(requestIds: readonly string[]): Promise<ConsultationRecord[]>;
  /** In order of their start. */
  ofAccount(query: DeskQuery): Promise<ConsultationRecord[]>;
  /** Open ones of a lead expert that start at or before `until`. */
  openOfLead(leadId: string, until: number): Promise<ConsultationRecord[]>;
  /** The open meetings that these accounts are called to, by their start. */
  openOfAccounts(accounts: readonly string[], from: number, to: number): Promise<ConsultationRecord[]>;
  due(now: number, limit: number): Promise<ConsultationRecord[]>;
  owing(now: number, limit: number): Promise<ConsultationRecord[]>;
  /** The matter was told. */
  settle(id: string, owedId: string): Promise<void>;
  /** Every meeting with its stored keys, for `verify`. */
  eachWithKeys(
    visit: (record: ConsultationRecord, slotKeys: readonly string[], openKey: string | null) => void,
  ): Promise<void>;
};

const READ_WAIT_MS = 1_500;
const MAX_OF_REQUEST = 100;

export function createConsultationRepo(connection: Connection, clock: Clock): ConsultationRepo {
  const model = consultationModel(connection);
  const read = <T>(query: () => Promise<T>): Promise<T> => retryWhileAway(query, { clock, forMs: READ_WAIT_MS });
  const one = (row: ConsultationDocument | null): ConsultationRecord | null => (row === null ? null : recordOf(row));

  return {
    ...outboxOf(model),
    insert: (record) =>
      unlessTaken<'done'>(async () => {
        await model.create({ ...documentOf(record), ...keysToSet(record) });
        return 'done';
      }),
    replace: (record) =>
      unlessTaken<'done' | 'changed'>(async () => {
        const { _id, ...fields } = documentOf(record);
        // What is no longer held is taken out in the same update; an empty list is never stored.
        const change = isOpen(record)
          ? { $set: { ...fields, ...keysToSet(record) } }
          : { $set: fields, $unset: { slotKeys: 1 as const, openKey: 1 as const } };
        const { matchedCount } = await model.updateOne({ _id, revision: record.revision - 1 }, change);
        return matchedCount === 1 ? 'done' : 'changed';
      }),
    find: (id) => read(async () => one(await model.findById(id).lean())),
    openOf: (requestId) => read(async () => one(await model.findOne({ openKey: requestId }).lean())),
    ofRequest: (requestId) =>
      read(async () => {
        const rows = await model.find({ requestId }).sort({ startAt: -1, _id: -1 }).limit(MAX_OF_REQUEST).lean();
        return rows.map(recordOf);
      }),
    pastOfRequests: (requestIds) => read(async () => (await model.find(pastFilter(requestIds)).lean()).map(recordOf)),
    ofAccount: (query) =>
      read(async () => {
        const rows = await model.find(deskFilter(query)).sort({ startAt: 1, _id: 1 }).limit(query.limit).lean();
        return rows.map(recordOf);
      }),
    openOfLead: (leadId, until) =>
      read(async () => {
        const open = { leadId, state: trusted({ $in: [...openStates] }) };
        const rows = await model.find({ ...open, startAt: trusted({ $lte: new Date(until) }) }).lean();
        return rows.map(recordOf);
      }),
    openOfAccounts: (accounts, from, to) =>
      read(async () => {
        const startAt = trusted({ $gte: new Date(from), $lte: new Date(to) });
        const open = { accounts: trusted({ $in: [...accounts] }), startAt, state: trusted({ $in: [...openStates] }) };
        return (await model.find(open).lean()).map(recordOf);
      }),
    due: (now, limit) =>
      read(async () => {
        const found = model.find({ dueAt: trusted({ $lte: new Date(now) }) }).sort({ dueAt: 1 });
        return (await found.limit(limit).lean()).map(recordOf);
      }),
    owing: (now, limit) =>
      read(async () => {
        const rows = await model
          .find({ 'owed.at': trusted({ $lte: new Date(now) }) })
          .limit(limit)
          .lean();
        return rows.map(recordOf);
      }),
    settle: (id, owedId) =>
      guarded(async () => {
        await model.updateOne(
          { _id: id, 'owed.id': owedId },
          { $pull: { owed: { id: owedId } }, $inc: { revision: 1 } },
        );
      }),
    eachWithKeys: (visit) =>
      guarded(async () => {
        for await (const row of model.find().sort({ _id: 1 }).lean().cursor()) {
          visit(recordOf(row), row.slotKeys ?? [], row.openKey ?? null);
        }
      }),
  };
}

const pastFilter = (requestIds: readonly string[]) => ({
  requestId: trusted({ $in: [...requestIds] }),
  openKey: trusted({ $exists: false }),
});

const keysToSet = (record: ConsultationRecord) =>
  isOpen(record) ? { slotKeys: slotKeysOf(record), openKey: record.requestId } : {};

async function unlessTaken<T>(write: () => Promise<T>): Promise<T | 'taken'> {
  try {
    return await guarded(write);
  } catch (error) {
    if (isDuplicateKey(error)) return 'taken';
    throw error;
  }
}

function deskFilter({ accountId, from, to, openOnly, after }: DeskQuery): Record<string, unknown> {
  return {
    accounts: accountId,
    ...(openOnly && { state: trusted({ $in: [...openStates] }) }),
    ...((from !== undefined || to !== undefined) && {
      startAt: trusted({
        ...(from !== undefined && { $gte: new Date(from) }),
        ...(to !== undefined && { $lt: new Date(to) }),
      }),
    }),
    ...(after !== undefined && {
      $or: [
        { startAt: trusted({ $gt: new Date(after.startAt) }) },
        { startAt: new Date(after.startAt), _id: trusted({ $gt: after.id }) },
      ],
    }),
  };
}
