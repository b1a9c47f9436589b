import type { RecordDetail, RecordSummary } from '#shared/records.ts';
import { mayAct } from './record.rules.ts';
import type { RecordData } from './record-data.ts';
import type { Access } from './record-store.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));
const withIso = <T extends { at: number }>(row: T) => ({ ...row, at: iso(row.at) });

export function summaryView(record: RecordData, { mayRead }: Pick<Access, 'mayRead'>): RecordSummary {
  return {
    id: record.id,
    requestId: record.requestId,
    consultationId: record.consultationId,
    form: record.form,
    number: record.number,
    state: record.state,
    // What is not said yet is nobody's figure.
    outcome: record.state === 'draft' ? null : record.content.outcome,
    verdict: record.verdict,
    createdAt: iso(record.createdAt),
    presentedAt: isoOrNull(record.presentedAt),
    closedAt: isoOrNull(record.closedAt),
    closesAt: isoOrNull(record.closesAt),
    mayRead,
  };
}

export function detailView(record: RecordData, access: Access, verifyUrl: (token: string) => string): RecordDetail {
  const isClosed = record.state === 'closed';
  return {
    ...summaryView(record, access),
    outcome: record.content.outcome,
    requestNumber: record.requestNumber,
    citizen: { ...record.citizen },
    expertName: record.expertName,
    content: record.content,
    revision: record.revision,
    savedAt: iso(record.savedAt),
    answers: record.answers.map(withIso),
    verdictWords: record.verdictWords,
    verdictAt: isoOrNull(record.verdictAt),
    addenda: record.addenda.map(withIso),
    hash: record.hash,
    verifyUrl: isClosed && record.verifyToken !== null ? verifyUrl(record.verifyToken) : null,
    kept: access.isLead ? keptView(record) : [],
    timeline: record.timeline.map(withIso),
    inspections: record.inspections.map(withIso),
    mayWrite: access.isLead,
    mayAnswer: access.mayAnswer && mayAct(record.state, 'answer'),
    mayConfirm: access.isCitizen && mayAct(record.state, 'confirm'),
  };
}

export const keptView = ({ kept }: RecordData) => kept.map(({ editorId: _window, ...row }) => withIso(row));
