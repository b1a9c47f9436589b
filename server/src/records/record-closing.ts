import { randomBytes } from 'node:crypto';
import { type Caller, isStaff } from '#shared/kit/caller.ts';
import { partId, type RecordId } from '#shared/kit/ids.ts';
import { DAY_MS, yearOf } from '#shared/kit/time.ts';
import { type RecordState, type RecordVerdict, recordRules } from '#shared/record-content.ts';
import { AppError } from '../kernel/app-error.ts';
import { type OwedNotice, owe } from '../kernel/outbox.ts';
import { addendumHash, hashOf, isCloseDue, missingFields, numberOf, withPhone } from './record.rules.ts';
import type { RecordData } from './record-data.ts';
import type { RecordsDeps } from './record-ports.ts';
import { type Access, checkAct, checkLead, type RecordStore } from './record-store.ts';

export type RecordClosing = {
  present(caller: Caller, id: RecordId, revision: number): Promise<RecordData>;
  revise(caller: Caller, id: RecordId): Promise<RecordData>;
  confirm(caller: Caller, id: RecordId, hash: string): Promise<RecordData>;
  object(caller: Caller, id: RecordId, hash: string, words: string): Promise<RecordData>;
  refuse(caller: Caller, id: RecordId, words: string): Promise<RecordData>;
  close(caller: Caller, id: RecordId): Promise<RecordData>;
  add(caller: Caller, id: RecordId, text: string): Promise<RecordData>;
  inspect(caller: Caller, id: RecordId, reason: string): Promise<RecordData>;
  /** Closes what is due and tells matters their outcome. */
  tick(): Promise<void>;
};

type Deps = RecordsDeps & { store: RecordStore };

const BATCH = 50;
const MAX_INSPECTIONS = 100;

/** From presenting to the closed record. */
export function createRecordClosing(deps: Deps): RecordClosing {
  const { repo, store, clock } = deps;
  const act = async (caller: Caller, id: RecordId, check: (access: Access) => void) => {
    const { record, access } = await store.load(caller, id);
    check(access);
    return record;
  };
  const tell = (record: RecordData): Promise<RecordData> => tellOutcome(deps, record);

  return {
    ...createPresenting(deps),
    async revise(caller, id) {
      await act(caller, id, checkLead);
      return store.change(id, (before) => {
        checkAct(before, 'revise');
        const reset = { verdict: null, verdictWords: null, verdictAt: null, closesAt: null, hash: null };
        return { after: { ...moved(before, 'draft', clock.now(), nameOf(caller), null), ...reset } };
      });
    },
    async confirm(caller, id, hash) {
      await act(caller, id, checkCitizen);
      const record = await store.change(id, (before) => {
        checkAct(before, 'confirm');
        checkHash(before, hash);
        const confirmed = judged(before, 'confirmed', null, clock.now(), nameOf(caller));
        return { after: closed(confirmed, clock.now(), nameOf(caller)) };
      });
      return tell(record);
    },
    async object(caller, id, hash, words) {
      await act(caller, id, checkCitizen);
      return store.change(id, (before) => {
        checkAct(before, 'object');
        checkHash(before, hash);
        const after = judged(before, 'objected', words, clock.now(), nameOf(caller));
        return { after, owed: [toExpert(before, clock.date())] };
      });
    },
    async refuse(caller, id, words) {
      await act(caller, id, (access) => (access.isCitizen ? undefined : checkLead(access)));
      return store.change(id, (before) => {
        checkAct(before, 'refuse');
        return { after: judged(before, 'refused', words, clock.now(), nameOf(caller)) };
      });
    },
    async close(caller, id) {
      await act(caller, id, checkLead);
      const record = await store.change(id, (before) => {
        checkAct(before, 'close');
        return {
          after: closed(before, clock.now(), nameOf(caller)),
          owed: [toCitizen(before, clock.date(), 'record.closed')],
        };
      });
      return tell(record);
    },
    async add(caller, id, text) {
      await act(caller, id, checkLead);
      return store.change(id, (before) => ({ after: withAddendum(before, text, nameOf(caller), deps) }));
    },
    async inspect(caller, id, reason) {
      if (caller.role !== 'supervisor') throw new AppError('forbidden', 'role_not_allowed');
      const row = { by: caller.name, reason, at: clock.now() };
      return store.change(id, (before) => ({
        after: { ...before, inspections: [...before.inspections, row].slice(-MAX_INSPECTIONS) },
      }));
    },
    async tick() {
      for (const { id } of await repo.due(clock.now(), BATCH)) await closeDue(deps, id);
      for (const record of await repo.owingOutcome(BATCH)) await tell(record);
    },
  };
}

function createPresenting(deps: Deps): Pick<RecordClosing, 'present'> {
  const { repo, store, clock, numberPrefix, confirmDays, meetingOf } = deps;
  return {
    async present(caller, id, revision) {
      const { record, access } = await store.load(caller, id);
      checkLead(access);
      checkAct(record, 'present');
      const fields = missingFields(record);
      if (fields.length > 0) throw new AppError('invalid_input', 'invalid_input', { fields });
      const meeting = record.consultationId === null ? null : await meetingOf(record.consultationId);
      const year = yearOf(clock.now());
      const number = record.number ?? numberOf(numberPrefix(), year, await repo.nextNumber(year));
      return store.change(id, (before) => {
        checkAct(before, 'present');
        // What is shown is what was on the expert's screen, not what another window has written since.
        if (before.revision !== revision) throw new AppError('conflict', 'record_changed');
        const now = clock.now();
        const shown = {
          ...moved(before, 'presented', now, nameOf(caller), null),
          // Noted while it was written already: the paper says how people spoke.
          content: { ...before.content, place: withPhone(before.content.place, meeting?.phone ?? null) },
          number,
          presentedAt: now,
          closesAt: now + confirmDays() * DAY_MS,
          kept: [],
          verifyToken: before.verifyToken ?? randomBytes(16).toString('base64url'),
        };
        return {
          after: { ...shown, hash: hashOf(shown) },
          owed: [toCitizen(before, clock.date(), 'record.presented')],
        };
      });
    },
  };
}

async function closeDue({ store, clock, log }: Deps, id: RecordId): Promise<void> {
  await store.change(id, (before) => {
    if (!isCloseDue(before, clock.now())) return null;
    const judgedOne = before.verdict === null ? { ...before, verdict: 'unconfirmed' as const } : before;
    return { after: closed(judgedOne, clock.now(), ''), owed: [toCitizen(before, clock.date(), 'record.closed')] };
  });
  log.info({ recordId: id }, 'a record closed by itself');
}

/** The flag falls only after the matter has been told: a crash in between tells it again. */
async function tellOutcome({ store, conclude, log }: Deps, record: RecordData): Promise<RecordData> {
  const { outcome } = record.content;
  if (!record.owesOutcome || outcome === null || outcome === 'continued') return record;
  try {
    await conclude(record.requestId, outcome, record.expertName);
  } catch (error) {
    // The record is closed all the same; the clock tells the matter again.
    log.warn({ err: error, recordId: record.id }, 'the outcome could not be told yet');
    return record;
  }
  return store.change(record.id, (before) =>
    before.owesOutcome ? { after: { ...before, owesOutcome: false } } : null,
  );
}

function moved(record: RecordData, to: RecordState, at: number, by: string, reason: string | null): RecordData {
  const timeline = [...record.timeline, { from: record.state, to, at, by, reason }].slice(-200);
  return { ...record, state: to, timeline };
}

function judged(
  record: RecordData,
  verdict: Exclude<RecordVerdict, 'unconfirmed'>,
  words: string | null,
  at: number,
  by: string,
): RecordData {
  return { ...moved(record, verdict, at, by, words), verdict, verdictWords: words, verdictAt: at };
}

function closed(record: RecordData, at: number, by: string): RecordData {
  const owesOutcome = record.content.outcome !== null && record.content.outcome !== 'continued';
  const after = { ...moved(record, 'closed', at, by, null), closedAt: at, closesAt: null, owesOutcome };
  return { ...after, hash: hashOf(after) };
}

function withAddendum(record: RecordData, text: string, by: string, { clock, newId }: Deps): RecordData {
  checkAct(record, 'add');
  if (record.addenda.length >= recordRules.maxAddenda) {
    throw new AppError('invalid_state', 'record_addenda_full', { params: { maximum: recordRules.maxAddenda } });
  }
  const words = { text, by, at: clock.now() };
  const hash = addendumHash(record.addenda.at(-1)?.hash ?? record.hash ?? '', words);
  return { ...record, addenda: [...record.addenda, { ...words, id: partId.parse(newId()), hash }] };
}

function checkCitizen({ isCitizen }: Access): void {
  if (!isCitizen) throw new AppError('forbidden', 'role_not_allowed');
}

function checkHash({ hash }: RecordData, seen: string): void {
  if (hash !== seen) throw new AppError('conflict', 'record_changed');
}

const nameOf = (caller: Caller): string => (isStaff(caller) || caller.role === 'citizen' ? caller.name : '');

const aboutOf = ({ requestNumber, requestId, consultationId }: RecordData) => ({
  number: requestNumber,
  requestId,
  ...(consultationId !== null && { consultationId }),
});
const toCitizen = (record: RecordData, at: Date, kind: 'record.presented' | 'record.closed'): OwedNotice =>
  owe({ kind, to: { citizen: record.requestId }, params: aboutOf(record), at });
const toExpert = (record: RecordData, at: Date): OwedNotice =>
  owe({ kind: 'record.objected', to: { account: record.expertId }, params: aboutOf(record), at });
