import type { Caller, StaffCaller } from '#shared/kit/caller.ts';
import type { RecordId, RequestId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { OwedNotice } from '../kernel/outbox.ts';
import { mayAct, type RecordAct } from './record.rules.ts';
import type { RecordData } from './record-data.ts';
import type { RecordMatter, RecordsDeps } from './record-ports.ts';

/** What a caller may do with one record. */
export type Access = { isLead: boolean; mayRead: boolean; mayAnswer: boolean; isCitizen: boolean };

export type Change = (before: RecordData) => { after: RecordData; owed?: readonly OwedNotice[] } | null;

export type RecordStore = {
  /** The record with what this caller may do; `not_found/record_unknown` for whoever may know nothing of it. */
  load(caller: Caller, id: RecordId): Promise<{ record: RecordData; access: Access }>;
  accessOf(caller: Caller, record: RecordData): Promise<Access>;
  /** The matter for its lead expert; `forbidden/not_lead_expert`, or `not_found` for everybody else. */
  matterForLead(caller: Caller, id: RequestId): Promise<{ matter: RecordMatter; lead: StaffCaller }>;
  /**
   * Writes what `change` makes of the newest state; another writer in between makes it look again. Null from `change` leaves it as it is.
   */
  change(id: RecordId, change: Change): Promise<RecordData>;
};

/** So often somebody else may have been first before the caller is told to try again: four busy windows reach 8 now and then. */
const TRIES = 40;

export function createRecordStore({ repo, matterOf, isCalledIn }: RecordsDeps): RecordStore {
  const accessOf = async (caller: Caller, record: RecordData): Promise<Access> => {
    const none = { isLead: false, mayRead: false, mayAnswer: false, isCitizen: false };
    if (caller.role === 'citizen') {
      const isOwn = caller.requestId === record.requestId;
      return { ...none, isCitizen: isOwn, mayRead: isOwn && record.state !== 'draft' };
    }
    if (caller.role === 'expert') {
      const isLead = (await matterOf(record.requestId))?.expertId === caller.accountId;
      const mayRead =
        isLead || record.expertId === caller.accountId || (await isCalledIn(record.requestId, caller.accountId));
      return { ...none, isLead, mayRead };
    }
    if (caller.role === 'department') {
      const mayRead = await isCalledIn(record.requestId, caller.accountId);
      return { ...none, mayRead, mayAnswer: mayRead };
    }
    return none;
  };

  const find = async (id: RecordId): Promise<RecordData> => {
    const record = await repo.find(id);
    if (record === null) throw unknown();
    return record;
  };

  return {
    accessOf,
    async load(caller, id) {
      const record = await find(id);
      const access = await accessOf(caller, record);
      if (!access.mayRead) throw unknown();
      return { record, access };
    },
    async matterForLead(caller, id) {
      const matter = await matterOf(id);
      if (caller.role !== 'expert' || matter === null) throw new AppError('not_found', 'record_unknown');
      if (matter.expertId === caller.accountId) return { matter, lead: caller };
      if (await isCalledIn(id, caller.accountId)) throw new AppError('forbidden', 'not_lead_expert');
      throw new AppError('not_found', 'record_unknown');
    },
    async change(id, change) {
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        const before = await find(id);
        const made = change(before);
        if (made === null) return before;
        const after = { ...made.after, revision: before.revision + 1 };
        if (await repo.replace(after, made.owed)) return after;
      }
      throw new AppError('conflict', 'record_busy');
    },
  };
}

const unknown = (): AppError => new AppError('not_found', 'record_unknown');

/** Refuses what the state does not allow, with the present state. */
export function checkAct(record: RecordData, act: RecordAct): void {
  if (!mayAct(record.state, act)) throw new AppError('invalid_state', `record_${record.state}`);
}

export function checkLead({ isLead }: Access): void {
  if (!isLead) throw new AppError('forbidden', 'not_lead_expert');
}
