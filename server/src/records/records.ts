import type { Caller } from '#shared/kit/caller.ts';
import type { ConsultationId, RecordId, RequestId } from '#shared/kit/ids.ts';
import type { PaperCheck } from '#shared/papers.ts';
import type { RecordOutcome } from '#shared/record-content.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Closable } from '../kernel/disposer.ts';
import { createRecordClosing, type RecordClosing } from './record-closing.ts';
import type { RecordData } from './record-data.ts';
import { recordPaper } from './record-paper.ts';
import type { RecordsDeps } from './record-ports.ts';
import { type Access, createRecordStore } from './record-store.ts';
import { createRecordWriting, type RecordWriting } from './record-writing.ts';
import { isIntact } from './verify-records.ts';

export type Records = Closable & {
  readonly writing: RecordWriting;
  readonly closing: RecordClosing;
  get(caller: Caller, id: RecordId): Promise<{ record: RecordData; access: Access }>;
  /** A matter's records as far as this caller may know of them. */
  list(
    caller: Caller,
    id: RequestId,
  ): Promise<{ records: { record: RecordData; access: Access }[]; mayWrite: boolean }>;
  accessOf(caller: Caller, record: RecordData): Promise<Access>;
  pdf(caller: Caller, id: RecordId): Promise<{ fileName: string; body: Uint8Array<ArrayBuffer> }>;
  ofConsultation(id: ConsultationId): Promise<RecordData | null>;
  /** Of the last closed record that says one. */
  outcomeOf(id: RequestId): Promise<RecordOutcome | null>;
  check(token: string): Promise<PaperCheck | null>;
  close(): void;
};

const TICK_MS = 30_000;

export function createRecords(deps: RecordsDeps): Records {
  const { repo, matterOf, render, verifyUrl, clock } = deps;
  const store = createRecordStore(deps);
  const closing = createRecordClosing({ ...deps, store });
  const beat = clock.every(TICK_MS, 'close records', () => closing.tick());

  return {
    closing,
    writing: createRecordWriting({ ...deps, store }),
    get: (caller, id) => store.load(caller, id),
    accessOf: (caller, record) => store.accessOf(caller, record),
    async list(caller, id) {
      const { reach, mayWrite } = await reachOf(deps, caller, id);
      if (reach === 'none') throw new AppError('not_found', 'record_unknown');
      const all = await repo.ofRequest(id);
      const records = await Promise.all(
        all.map(async (record) => ({ record, access: await store.accessOf(caller, record) })),
      );
      return {
        records:
          reach === 'outcome'
            ? records
            : records.filter(({ access, record }) => access.mayRead || record.number !== null),
        mayWrite,
      };
    },
    async pdf(caller, id) {
      const { record } = await store.load(caller, id);
      if (record.state !== 'closed') throw new AppError('invalid_state', `record_${record.state}`);
      return { fileName: `${record.number}.pdf`, body: await render(recordPaper(record, verifyUrl)) };
    },
    ofConsultation: (id) => repo.ofConsultation(id),
    async outcomeOf(id) {
      const closed = (await repo.ofRequest(id)).filter(({ state }) => state === 'closed');
      return closed.at(-1)?.content.outcome ?? null;
    },
    async check(token) {
      const record = await repo.byToken(token);
      if (record?.state !== 'closed' || record.closedAt === null || record.hash === null) return null;
      return {
        result: isIntact(record) ? 'valid' : 'altered',
        kind: record.form === 'checkUp' ? 'checkUp' : 'record',
        number: record.number ?? '',
        date: new Date(record.closedAt).toISOString(),
        hash: record.hash,
      };
    },
    close: () => beat.close(),
  };

  async function reachOf({ isCalledIn }: RecordsDeps, caller: Caller, id: RequestId) {
    const matter = await matterOf(id);
    const none = { reach: 'none' as const, mayWrite: false };
    if (matter === null) return none;
    if (caller.role === 'citizen')
      return { reach: caller.requestId === id ? ('own' as const) : ('none' as const), mayWrite: false };
    if (caller.role === 'supervisor') return { reach: 'outcome' as const, mayWrite: false };
    if (caller.role === 'organizer') {
      return matter.ownerOrgPath.startsWith(caller.orgPath) ? { reach: 'outcome' as const, mayWrite: false } : none;
    }
    if (caller.role !== 'expert' && caller.role !== 'department') return none;
    const mayWrite = caller.role === 'expert' && matter.expertId === caller.accountId;
    return mayWrite || (await isCalledIn(id, caller.accountId)) ? { reach: 'own' as const, mayWrite } : none;
  }
}
