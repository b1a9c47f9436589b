import type { Connection, Model } from 'mongoose';
import type { AccountId, PartId, RequestId } from '#shared/kit/ids.ts';
import type { LegalField } from '#shared/kit/legal-field.ts';
import { type Channel, type DueKind, type RequestState, requestFileLimits } from '#shared/request-facts.ts';
import { guarded, insertRaced, isDuplicateKey } from '../db/errors.ts';
import { outboxOf } from '../db/outbox-schema.ts';
import { trusted } from '../db/schema-options.ts';
import type { Outbox, OwedNotice } from '../kernel/outbox.ts';
import { counterModel, type RequestDocument, requestModel } from './request.model.ts';
import { createRequestCounts, type RequestCounts } from './request-counts.repo.ts';
import type { ConsentRow, FileRow, MoveRow, RequestRecord } from './request-record.ts';
import { documentOf, recordOf } from './request-stored.ts';

/** What must still hold when the change is written; else nothing is. */
export type RequestCondition = {
  readonly states?: readonly RequestState[];
  /** Offered to this expert: on the board, or open and covered by it; and it has declared no conflict. */
  readonly offeredTo?: AccountId;
  readonly expertId?: AccountId;
  readonly notConflicted?: AccountId;
  readonly dueKind?: DueKind;
  readonly mayAskOther?: true;
};

type Settable = Partial<
  Pick<
    RequestRecord,
    | 'state'
    | 'stateAt'
    | 'field'
    | 'isUrgent'
    | 'coveringExpertId'
    | 'coveringExpertName'
    | 'expertId'
    | 'expertName'
    | 'hasAskedOther'
    | 'answer'
    | 'outcome'
    | 'dueAt'
    | 'dueKind'
    | 'priority'
  >
>;

export type RequestChange = {
  readonly set?: Settable;
  readonly row?: MoveRow;
  readonly owed?: readonly OwedNotice[];
  readonly consent?: ConsentRow;
  readonly conflicted?: AccountId;
  readonly calledIn?: AccountId;
};

export type RequestScope =
  | { readonly branch: string }
  | { readonly filedBy: string }
  | { readonly expertId: AccountId }
  | { readonly calledIn: AccountId };

export type RequestQuery = {
  readonly scope: RequestScope;
  readonly state: RequestState | undefined;
  readonly channel: Channel | undefined;
  readonly field: LegalField | undefined;
  /** A branch within the scope. */
  readonly place: string | undefined;
  readonly isOverdue: boolean;
  readonly search: { number: string } | { phone: string } | { words: string } | undefined;
  readonly after: { readonly priority: number; readonly openedAt: number; readonly id: string } | undefined;
  readonly limit: number;
};

export type RequestRepo = Outbox &
  RequestCounts & {
    /** Twice the same is once; answers what is stored. */
    insert(record: RequestRecord, searchable: string): Promise<RequestRecord>;
    find(id: string): Promise<RequestRecord | null>;
    byCode(codeHash: string): Promise<RequestRecord | null>;
    /** One conditional update; null where the condition does not hold any more. */
    change(id: RequestId, condition: RequestCondition, change: RequestChange): Promise<RequestRecord | null>;
    /** False where the matter has its fill. */
    addFile(id: RequestId, file: FileRow, owed: readonly OwedNotice[]): Promise<boolean>;
    /** Both engines find the file by a plain condition only, so whether it has one already is asked before. */
    setPreview(id: RequestId, file: PartId, preview: string): Promise<void>;
    list(query: RequestQuery): Promise<RequestRecord[]>;
    /** Those on the board and those open for this expert, urgent and enterprise first, then the oldest. */
    offeredTo(expert: AccountId, limit: number): Promise<RequestRecord[]>;
    /** Whose clock has run out. */
    due(now: Date, limit: number): Promise<RequestRecord[]>;
    alarms(branch: string): Promise<{ overdue: number; toDispatch: number; newestUrgent: RequestRecord | null }>;
    nextNumber(year: string): Promise<number>;
    /** The last one given; 0 before the first. */
    lastNumber(year: string): Promise<number>;
  };

const MAX_ROWS = 300;
const overdueKinds: readonly DueKind[] = ['dispatchOverdue', 'firstAnswerOverdue'];

export function createRequestRepo(connection: Connection): RequestRepo {
  const model = requestModel(connection);
  const find = async (id: string): Promise<RequestRecord | null> => orNull(await model.findById(id).lean());

  return {
    ...outboxOf(model),
    ...createRequestCounts(model),
    insert: (record, searchable) =>
      guarded(async () => {
        try {
          await model.create(documentOf(record, searchable));
          return record;
        } catch (error) {
          const stored = isDuplicateKey(error) ? await find(record.id) : null;
          if (stored === null) throw error;
          return stored;
        }
      }),
    find: (id) => guarded(() => find(id)),
    byCode: (codeHash) => guarded(async () => orNull(await model.findOne({ codeHash }).lean())),
    change: (id, condition, change) =>
      guarded(async () =>
        orNull(
          await model
            .findOneAndUpdate({ _id: id, ...filterOf(condition) }, updateOf(change), { returnDocument: 'after' })
            .lean(),
        ),
      ),
    addFile: (id, file, owed) =>
      guarded(async () => {
        const hasRoom = { _id: id, fileCount: trusted({ $lt: requestFileLimits.maxFiles }) };
        const change = { $inc: { fileCount: 1 }, $push: { files: file, outbox: { $each: [...owed] } } };
        return (await model.updateOne(hasRoom, change)).matchedCount === 1;
      }),
    setPreview: (id, file, preview) =>
      guarded(async () => {
        await model.updateOne({ _id: id, 'files.id': file }, { $set: { 'files.$.preview': preview } });
      }),
    list: (query) =>
      guarded(async () => {
        const found = model.find(listFilter(query)).sort({ priority: -1, openedAt: -1, _id: -1 }).limit(query.limit);
        return (await found.lean()).map(recordOf);
      }),
    offeredTo: (expert, limit) =>
      guarded(async () => {
        const found = model.find(offered(expert)).sort({ priority: -1, openedAt: 1, _id: 1 }).limit(limit);
        return (await found.lean()).map(recordOf);
      }),
    due: (now, limit) =>
      guarded(async () => {
        const running = trusted({ $in: ['covering', 'board', 'dispatch', 'firstAnswer'] });
        const found = model.find({ dueAt: trusted({ $lte: now }), dueKind: running }).sort({ dueAt: 1 });
        return (await found.limit(limit).lean()).map(recordOf);
      }),
    alarms: (branch) => guarded(() => alarmsOf(model, branch)),
    ...createNumbers(connection),
  };
}

function createNumbers(connection: Connection): Pick<RequestRepo, 'nextNumber' | 'lastNumber'> {
  const counters = counterModel(connection);
  return {
    lastNumber: (year) => guarded(async () => (await counters.findById(year).lean())?.value ?? 0),
    nextNumber: (year) =>
      guarded(async () => {
        const next = () =>
          counters
            .findOneAndUpdate({ _id: year }, { $inc: { value: 1 } }, { upsert: true, returnDocument: 'after' })
            .lean();
        const counter = await insertRaced(next);
        return counter.value;
      }),
  };
}

async function alarmsOf(model: Model<RequestDocument>, branch: string) {
  const inBranch = { ownerOrgPath: startsWith(branch) };
  const urgent = model.findOne({ ...inBranch, state: 'toDispatch', isUrgent: true }).sort({ stateAt: -1 });
  const [overdue, toDispatch, newestUrgent] = await Promise.all([
    model.countDocuments({ ...inBranch, dueKind: trusted({ $in: overdueKinds }) }),
    model.countDocuments({ ...inBranch, state: 'toDispatch' }),
    urgent.lean(),
  ]);
  return { overdue, toDispatch, newestUrgent: orNull(newestUrgent) };
}

const startsWith = (path: string): RegExp => new RegExp(`^${escaped(path)}`);
const escaped = (plain: string): string => plain.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const offered = (expert: AccountId) => ({
  $or: [{ state: 'board' }, { state: 'open', coveringExpertId: expert }],
  conflicted: trusted({ $ne: expert }),
});

function filterOf({ states, offeredTo, expertId, notConflicted, dueKind, mayAskOther }: RequestCondition) {
  return {
    ...(states && { state: trusted({ $in: [...states] }) }),
    ...(offeredTo && offered(offeredTo)),
    ...(expertId && { expertId }),
    ...(notConflicted && { conflicted: trusted({ $ne: notConflicted }) }),
    ...(dueKind && { dueKind }),
    ...(mayAskOther && { hasAskedOther: false }),
  };
}

function updateOf({ set, row, owed = [], consent, conflicted, calledIn }: RequestChange) {
  return {
    ...(set && { $set: set }),
    $push: {
      outbox: { $each: [...owed] },
      ...(row && { timeline: { $each: [row], $slice: -MAX_ROWS } }),
      ...(consent && { consents: { $each: [consent], $slice: -50 } }),
    },
    ...((conflicted || calledIn) && {
      $addToSet: { ...(conflicted && { conflicted }), ...(calledIn && { calledIn }) },
    }),
  };
}

function listFilter({ scope, state, channel, field, place, isOverdue, search, after }: RequestQuery) {
  const branch = place ?? ('branch' in scope ? scope.branch : undefined);
  return {
    ...(branch !== undefined && { ownerOrgPath: startsWith(branch) }),
    ...('filedBy' in scope && { 'filedBy.id': scope.filedBy }),
    ...('expertId' in scope && { expertId: scope.expertId }),
    ...('calledIn' in scope && { calledIn: scope.calledIn }),
    ...(state && { state }),
    ...(channel && { channel }),
    ...(field && { field }),
    ...(isOverdue && { dueKind: trusted({ $in: overdueKinds }) }),
    ...(search && searchFilter(search)),
    ...(after && afterFilter(after)),
  };
}

function searchFilter(search: NonNullable<RequestQuery['search']>) {
  if ('number' in search) return { number: search.number };
  if ('phone' in search) return { 'citizen.phone': search.phone };
  return { searchable: new RegExp(escaped(search.words.toLowerCase())) };
}

function afterFilter({ priority, openedAt, id }: NonNullable<RequestQuery['after']>) {
  const at = new Date(openedAt);
  return {
    $or: [
      { priority: trusted({ $lt: priority }) },
      { priority, openedAt: trusted({ $lt: at }) },
      { priority, openedAt: at, _id: trusted({ $lt: id }) },
    ],
  };
}

const orNull = (row: RequestDocument | null): RequestRecord | null => (row === null ? null : recordOf(row));
