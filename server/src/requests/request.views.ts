import type { Caller } from '#shared/kit/caller.ts';
import type { Matter } from '#shared/matters.ts';
import type { RequestDetail, RequestFile, RequestRow, TimelineRow } from '#shared/request-facts.ts';
import { maskPhone } from '../kernel/mask-phone.ts';
import { maskName, maskNumbers, mayDo, type ReadLevel } from './reading.rules.ts';
import { mayFollow } from './request.rules.ts';
import type { FileRow, MoveRow, RequestRecord } from './request-record.ts';

export const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;

const EXCERPT = 80;
const excerpt = (text: string): string => (text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text);

const isOverdue = ({ state, isUrgent, dueKind }: RequestRecord): boolean =>
  dueKind === 'dispatchOverdue' || dueKind === 'firstAnswerOverdue' || (isUrgent && state === 'toDispatch');

/** `none`: somebody who only may be told where it stands. */
export function rowView(record: RequestRecord, level: ReadLevel): RequestRow {
  const knowsText = level === 'full' || level === 'masked';
  return {
    id: record.id,
    number: record.number,
    state: record.state,
    channel: record.channel,
    field: record.field,
    isUrgent: record.isUrgent,
    isOverdue: isOverdue(record),
    citizenName: level === 'none' ? maskName(record.citizen.name) : record.citizen.name,
    phone: maskPhone(record.citizen.phone ?? ''),
    placeName: record.placeName,
    text: knowsText ? excerpt(record.text) : null,
    expertName: record.expertName,
    openedAt: record.openedAt.toISOString(),
    dueAt: isoOrNull(record.dueAt),
    dueKind: record.dueKind,
    mayOpen: level !== 'none',
  };
}

/** As the claim board shows it: what it is about and against whom, but not whose it is. */
export function boardView(record: RequestRecord, isCovering: boolean) {
  const { wish } = record;
  return {
    ...rowView(record, 'none'),
    phone: '',
    text: maskNumbers(record.text),
    otherParty: record.otherParty,
    isCovering,
    isWished: isCovering && wish?.refusal === null && wish.expertId === record.coveringExpertId,
  };
}

export const fileView = ({ hash: _hash, at, ...file }: FileRow): RequestFile => ({ ...file, at: at.toISOString() });

const timelineView = (row: MoveRow): TimelineRow => ({
  ...row,
  at: row.at.toISOString(),
  dueAt: isoOrNull(row.dueAt),
});

const consentsView = (record: RequestRecord) =>
  record.consents.map((consent) => ({ ...consent, at: consent.at.toISOString() }));

export function detailView(record: RequestRecord, caller: Caller, level: Exclude<ReadLevel, 'none'>): RequestDetail {
  const may = mayDo(caller, record, level);
  const isContent = level !== 'outcome';
  return {
    ...rowView(record, level),
    text: isContent ? record.text : null,
    reads: level,
    filedBy: { role: record.filedBy.role, name: record.filedBy.name },
    guardian: record.guardian,
    otherParty: isContent ? record.otherParty : null,
    firm: record.firm === null ? null : { ...record.firm },
    assignment: record.assignment === null ? null : { ...record.assignment },
    coveringExpertName: record.coveringExpertName,
    expertId: record.expertId,
    outcome: record.outcome,
    answer: level === 'full' ? record.answer : null,
    timeline: record.timeline.map(timelineView),
    files: may.seeFiles ? record.files.map(fileView) : [],
    consents: consentsView(record),
    may,
  };
}

export const wishView = ({ wish }: RequestRecord) => wish && { name: wish.name, refusal: wish.refusal };

/** Moves whose reason is the citizen's business. */
const toldReasons: readonly (string | null)[] = ['refused', 'withdrawn'];
const isTold = ({ to, role }: MoveRow): boolean => toldReasons.includes(to) || role === 'supervisor';

export function matterView(
  record: RequestRecord,
  facts: { linkExpiresAt: Date | null; isAtHall: boolean; helpTelephone: string },
): Matter {
  const { expertId, expertName } = record;
  return {
    requestId: record.id,
    number: record.number,
    state: record.state,
    channel: record.channel,
    field: record.field,
    text: record.text,
    name: record.citizen.name,
    phone: maskPhone(record.citizen.phone ?? ''),
    placeName: record.placeName,
    otherParty: record.otherParty,
    openedAt: record.openedAt.toISOString(),
    expert: expertId === null || expertName === null ? null : { accountId: expertId, name: expertName },
    wish: wishView(record),
    outcome: record.outcome,
    answer: record.answer,
    timeline: record.timeline.map((row) => ({ ...timelineView(row), reason: isTold(row) ? row.reason : null })),
    dueAt: isoOrNull(record.dueAt),
    files: record.files.map(fileView),
    consents: consentsView(record),
    linkExpiresAt: isoOrNull(facts.linkExpiresAt),
    isAtHall: facts.isAtHall,
    mayWithdraw: mayFollow('withdraw', record.state),
    mayAskOther: record.state === 'assigned' && !record.hasAskedOther,
    helpTelephone: facts.helpTelephone,
  };
}
