import type { Caller } from '#shared/kit/caller.ts';
import { type ConsultationId, type PartId, partId, type RecordId, type RequestId, recordId } from '#shared/kit/ids.ts';
import { type RecordField, type RecordForm, type RecordPatch, recordRules } from '#shared/record-content.ts';
import { AppError } from '../kernel/app-error.ts';
import { emptyContent, mergeSave, newerThan, type Save, withPhone } from './record.rules.ts';
import type { KeptTextData, RecordData } from './record-data.ts';
import type { RecordMatter, RecordsDeps } from './record-ports.ts';
import { checkAct, checkLead, type RecordStore } from './record-store.ts';

export type SaveResult = { record: RecordData; newer: RecordPatch; conflicts: RecordField[] };

export type RecordWriting = {
  open(caller: Caller, id: RequestId, meeting: ConsultationId | null, form?: RecordForm): Promise<RecordData>;
  save(caller: Caller, id: RecordId, save: Save): Promise<SaveResult>;
  dropKept(caller: Caller, id: RecordId, kept: PartId): Promise<RecordData>;
  answer(caller: Caller, id: RecordId, text: string, orgName: string): Promise<RecordData>;
};

type Deps = RecordsDeps & { store: RecordStore };

/** A record while it is a draft. What is answered has been written. */
export function createRecordWriting(deps: Deps): RecordWriting {
  const { repo, store, clock, newId } = deps;
  return {
    async open(caller, id, meeting, form) {
      const { matter, lead } = await store.matterForLead(caller, id);
      const subject = meeting === null ? await subjectWithoutMeeting(deps, id) : `c:${meeting}`;
      const known = await repo.bySubject(subject);
      if (known !== null) return known;
      const facts = await meetingFacts(deps, id, meeting);
      const made = newRecord(matter, { id: newId(), meeting, form, now: clock.now(), expert: lead, facts });
      if (await repo.insert(made, subject)) return made;
      const first = await repo.bySubject(subject);
      if (first === null) throw new AppError('conflict', 'record_busy');
      return first;
    },
    async save(caller, id, save) {
      const { access } = await store.load(caller, id);
      checkLead(access);
      const by = caller.role === 'expert' ? caller.name : '';
      let conflicts: RecordField[] = [];
      const record = await store.change(id, (before) => {
        checkAct(before, 'save');
        const { taken, late } = mergeSave(before, save);
        conflicts = late;
        const kept = keep(before.kept, save, late, () => ({ id: partId.parse(newId()), by, at: clock.now() }));
        if (taken.length === 0 && kept === before.kept) return null;
        return { after: { ...saved(before, save, taken), kept, savedAt: clock.now() } };
      });
      return { record, conflicts, newer: newerThan(record, save.baseRevision, save.editorId) };
    },
    async dropKept(caller, id, keptId) {
      const { access } = await store.load(caller, id);
      checkLead(access);
      return store.change(id, (before) => {
        const kept = before.kept.filter((each) => each.id !== keptId);
        return kept.length === before.kept.length ? null : { after: { ...before, kept } };
      });
    },
    async answer(caller, id, text, orgName) {
      const { access } = await store.load(caller, id);
      if (!access.mayAnswer || caller.role !== 'department') throw new AppError('forbidden', 'role_not_allowed');
      const { accountId, name } = caller;
      return store.change(id, (before) => {
        checkAct(before, 'answer');
        const others = before.answers.filter((each) => each.accountId !== accountId);
        const answers = [...others, { accountId, name, orgName, text, at: clock.now() }];
        return { after: { ...before, answers, savedAt: clock.now() } };
      });
    },
  };
}

/** The draft that is open, else the next one: an answer without a meeting can come again after the matter was opened anew. */
async function subjectWithoutMeeting({ repo }: Deps, id: RequestId): Promise<string> {
  const answers = (await repo.ofRequest(id)).filter(({ consultationId }) => consultationId === null);
  const closed = answers.filter(({ state }) => state === 'closed').length;
  return `r:${id}:${closed}`;
}

async function meetingFacts({ meetingOf }: Deps, id: RequestId, meeting: ConsultationId | null) {
  if (meeting === null) return { place: '', present: '' };
  const found = await meetingOf(meeting);
  if (found?.requestId !== id) throw new AppError('not_found', 'record_unknown');
  return { place: withPhone(found.place, found.phone), present: found.present };
}

type New = {
  id: string;
  meeting: ConsultationId | null;
  form: RecordForm | undefined;
  now: number;
  expert: { accountId: RecordData['expertId']; name: string };
  facts: { place: string; present: string };
};

function newRecord(matter: RecordMatter, { id, meeting, form, now, expert, facts }: New): RecordData {
  return {
    id: recordId.parse(id),
    requestId: matter.id,
    requestNumber: matter.number,
    consultationId: meeting,
    form: form ?? (matter.firmName === null ? 'consultation' : 'checkUp'),
    number: null,
    state: 'draft',
    expertId: expert.accountId,
    expertName: expert.name,
    citizen: { name: matter.citizenName, phone: masked(matter.citizenPhone), firm: matter.firmName },
    content: { ...emptyContent, ...facts },
    stamps: {},
    kept: [],
    answers: [],
    verdict: null,
    verdictWords: null,
    verdictAt: null,
    addenda: [],
    inspections: [],
    timeline: [],
    hash: null,
    verifyToken: null,
    createdAt: now,
    savedAt: now,
    presentedAt: null,
    closesAt: null,
    closedAt: null,
    owesOutcome: false,
    revision: 0,
  };
}

/** A record is read by many and kept for decades; whom it concerns is known by name, the whole number is in the matter. */
const masked = (phone: string): string =>
  phone.length >= 7 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : phone.replace(/.(?=..)/g, '*');

function saved(before: RecordData, { patch, editorId, seq }: Save, taken: readonly RecordField[]): RecordData {
  const stamp = { revision: before.revision + 1, editorId, seq };
  return {
    ...before,
    content: Object.assign({}, before.content, pick(patch, taken)),
    stamps: { ...before.stamps, ...Object.fromEntries(taken.map((field) => [field, stamp])) },
  };
}

const pick = (patch: RecordPatch, fields: readonly RecordField[]): RecordPatch =>
  Object.fromEntries(fields.map((field) => [field, patch[field]]));

/** The same list when nothing is to be kept that is not kept already. */
function keep(
  before: readonly KeptTextData[],
  { patch, editorId }: Save,
  late: readonly RecordField[],
  newRow: () => { id: PartId; by: string; at: number },
): readonly KeptTextData[] {
  let kept = before;
  for (const field of late) {
    const value = pick(patch, [field]);
    const known = kept.find((each) => each.field === field && each.editorId === editorId);
    if (known && JSON.stringify(known.value) === JSON.stringify(value)) continue;
    const row = newRow();
    const others = kept.filter((each) => each !== known);
    kept = [...others, { ...row, id: known?.id ?? row.id, field, editorId, value }].slice(-recordRules.maxKept);
  }
  return kept;
}
