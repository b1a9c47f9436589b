import type { Connection, Model } from 'mongoose';
import { accountId, lectureId, orgId } from '#shared/kit/ids.ts';
import { type LectureState, lectureState } from '#shared/lectures.ts';
import { guarded, isDuplicateKey, retryWhileAway } from '../db/errors.ts';
import { trusted } from '../db/schema-options.ts';
import type { Clock } from '../kernel/clock.ts';
import { type LectureDocument, lectureModel } from './lecture.model.ts';
import type { LectureRecord, Substitute } from './lecture-record.ts';

/** `teacherId`: those that this account teaches or stands by for. */
export type LectureScope = { readonly teacherId: string } | { readonly branch: string } | { readonly all: true };

export type LectureQuery = {
  readonly scope: LectureScope;
  readonly state: LectureState | undefined;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly search: string | undefined;
  /** The last row of the page before. */
  readonly after: { readonly startAt: number; readonly id: string } | undefined;
  readonly limit: number;
};

/** `taken`: another lecture holds one of the slots. `changed`: somebody else changed it first; nothing was written. */
export type Written = 'done' | 'taken' | 'changed';

export type LectureRepo = {
  insert(record: LectureRecord, slotKeys: readonly string[]): Promise<Exclude<Written, 'changed'>>;
  /** Writes the record over the one with the revision before it. Without slots its old ones are freed. */
  replace(record: LectureRecord, slotKeys: readonly string[]): Promise<Written>;
  find(id: string): Promise<LectureRecord | null>;
  /** A lecture that holds one of these slots. */
  holderOf(slotKeys: readonly string[], exceptId: string): Promise<LectureRecord | null>;
  /** Newest start first. */
  list(query: LectureQuery): Promise<LectureRecord[]>;
  inStates(states: readonly LectureState[]): Promise<LectureRecord[]>;
  /** Every lecture with the slots that are stored for it, for `verify`. */
  eachWithSlots(visit: (record: LectureRecord, slotKeys: readonly string[]) => Promise<void>): Promise<void>;
};

const READ_WAIT_MS = 1_500;

export function createLectureRepo(connection: Connection, clock: Clock): LectureRepo {
  const model = lectureModel(connection);
  const read = <T>(query: () => Promise<T>): Promise<T> => retryWhileAway(query, { clock, forMs: READ_WAIT_MS });

  return {
    insert: (record, slotKeys) =>
      unlessTaken<'done'>(async () => {
        await model.create({ ...documentOf(record), ...slotsToSet(slotKeys) });
        return 'done';
      }),
    replace: (record, slotKeys) =>
      unlessTaken<'done' | 'changed'>(async () => {
        const { _id, ...fields } = documentOf(record);
        const slots = slotKeys.length === 0 ? { $unset: { slotKeys: 1 as const } } : {};
        const change = { $set: { ...fields, ...slotsToSet(slotKeys) }, ...slots };
        const { matchedCount } = await model.updateOne({ _id, revision: record.revision - 1 }, change);
        return matchedCount === 1 ? 'done' : 'changed';
      }),
    find: (id) => read(async () => orNull(await model.findById(id).lean())),
    holderOf: (slotKeys, exceptId) =>
      read(async () => {
        const holders = { slotKeys: trusted({ $in: [...slotKeys] }), _id: trusted({ $ne: exceptId }) };
        return orNull(await model.findOne(holders).lean());
      }),
    list: (query) =>
      read(async () => {
        const rows = await model.find(filterOf(query)).sort({ startAt: -1, _id: -1 }).limit(query.limit).lean();
        return rows.map(recordOf);
      }),
    inStates: (states) =>
      read(async () => (await model.find({ state: trusted({ $in: [...states] }) }).lean()).map(recordOf)),
    eachWithSlots: (visit) => guarded(() => visitAll(model, visit)),
  };
}

async function unlessTaken<T>(write: () => Promise<T>): Promise<T | 'taken'> {
  try {
    return await guarded(write);
  } catch (error) {
    if (isDuplicateKey(error)) return 'taken';
    throw error;
  }
}

async function visitAll(
  model: Model<LectureDocument>,
  visit: (record: LectureRecord, slotKeys: readonly string[]) => Promise<void>,
): Promise<void> {
  for await (const row of model.find().sort({ _id: 1 }).lean().cursor()) await visit(recordOf(row), row.slotKeys ?? []);
}

const slotsToSet = (slotKeys: readonly string[]) => (slotKeys.length === 0 ? {} : { slotKeys: [...slotKeys] });

function filterOf({ scope, state, from, to, search, after }: LectureQuery): Record<string, unknown> {
  return {
    ...('teacherId' in scope && { $or: [{ lecturerId: scope.teacherId }, { spareId: scope.teacherId }] }),
    ...('branch' in scope && { ownerOrgPath: new RegExp(`^${escaped(scope.branch)}`) }),
    ...(state !== undefined && { state }),
    ...((from !== undefined || to !== undefined) && {
      startAt: trusted({
        ...(from !== undefined && { $gte: new Date(from) }),
        ...(to !== undefined && { $lt: new Date(to) }),
      }),
    }),
    ...(search !== undefined && search !== '' && { searchable: new RegExp(escaped(search.toLowerCase())) }),
    ...(after !== undefined && {
      $and: [
        {
          $or: [
            { startAt: trusted({ $lt: new Date(after.startAt) }) },
            { startAt: new Date(after.startAt), _id: trusted({ $lt: after.id }) },
          ],
        },
      ],
    }),
  };
}

const escaped = (plain: string): string => plain.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const dateOrNull = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
const msOrNull = (date: Date | null | undefined): number | null => date?.getTime() ?? null;

function documentOf({ id, ...record }: LectureRecord): LectureDocument {
  return {
    ...record,
    _id: id,
    startAt: new Date(record.startAt),
    stateAt: new Date(record.stateAt),
    startedAt: dateOrNull(record.startedAt),
    endedAt: dateOrNull(record.endedAt),
    resumesAt: dateOrNull(record.resumesAt),
    audience: [...record.audience],
    substitute: record.substitute && { ...record.substitute, at: new Date(record.substitute.at) },
    livePeriods: record.livePeriods.map(({ from, to }) => ({ from: new Date(from), to: dateOrNull(to) })),
    timeline: record.timeline.map((row) => ({ ...row, at: new Date(row.at) })),
    taught: record.taught.map((row) => ({ ...row, from: new Date(row.from), to: new Date(row.to) })),
  };
}

const personOf = (row: { role: string; accountId: string; name: string }): Omit<Substitute, 'at'> => ({
  role: row.role === 'lecturer' ? 'lecturer' : 'organizer',
  accountId: accountId.parse(row.accountId),
  name: row.name,
});

const orNull = (row: LectureDocument | null): LectureRecord | null => (row === null ? null : recordOf(row));

function recordOf({ _id, slotKeys: _slots, ...row }: LectureDocument): LectureRecord {
  return {
    ...row,
    id: lectureId.parse(_id),
    lecturerId: accountId.parse(row.lecturerId),
    ownerOrgId: orgId.parse(row.ownerOrgId),
    // Rows of before have no spare, and nobody took them over.
    spareId: row.spareId ? accountId.parse(row.spareId) : null,
    spareName: row.spareName ?? null,
    substitute: row.substitute ? { ...personOf(row.substitute), at: row.substitute.at.getTime() } : null,
    taught: (row.taught ?? []).map((each) => ({
      ...personOf(each),
      from: each.from.getTime(),
      to: each.to.getTime(),
    })),
    audience: row.audience.map((id) => orgId.parse(id)),
    state: lectureState.parse(row.state),
    startAt: row.startAt.getTime(),
    stateAt: row.stateAt.getTime(),
    startedAt: msOrNull(row.startedAt),
    endedAt: msOrNull(row.endedAt),
    resumesAt: msOrNull(row.resumesAt),
    livePeriods: row.livePeriods.map(({ from, to }) => ({ from: from.getTime(), to: msOrNull(to) })),
    timeline: row.timeline.map((move) => ({
      from: lectureState.parse(move.from),
      to: lectureState.parse(move.to),
      at: move.at.getTime(),
      by: move.by,
      reason: move.reason,
    })),
  };
}
