import type { ChatMessage, Consultation, ConsultationDetail } from '#shared/consultations.ts';
import type { Caller } from '#shared/kit/caller.ts';
import { isWithin } from '#shared/kit/caller.ts';
import { MINUTE_MS } from '#shared/kit/time.ts';
import { presentMs } from './absence.rules.ts';
import {
  activeParts,
  type ConsultationRecord,
  isOpen,
  leadOf,
  type Message,
  type Part,
  type PresenceSpan,
} from './consultation-record.ts';
import { opensAt } from './slot.rules.ts';

export const iso = (ms: number): string => new Date(ms).toISOString();
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

export function consultationView(record: ConsultationRecord): Consultation {
  return {
    id: record.id,
    requestId: record.requestId,
    requestNumber: record.requestNumber,
    state: record.state,
    startAt: iso(record.startAt),
    plannedMinutes: record.plannedMinutes,
    isNow: record.isNow,
    leadName: leadOf(record).name,
    startedAt: isoOrNull(record.startedAt),
    endedAt: isoOrNull(record.endedAt),
    absent: record.absent,
    cancelReason: record.cancelReason,
    people: activeParts(record).length,
  };
}

export type Reader = { readonly caller: Caller; readonly part: Part | undefined; readonly mayBook: boolean };

export function detailView(
  record: ConsultationRecord,
  spans: readonly PresenceSpan[],
  { caller, part, mayBook }: Reader,
): ConsultationDetail {
  const isLead = part?.isLead === true;
  const isAhead = record.state === 'booked' || record.state === 'waiting';
  const isOver = record.state === 'held' || record.state === 'noShow';
  return {
    ...consultationView(record),
    parts: activeParts(record).map((each) => partView(each, spans)),
    ownPartId: part?.id ?? null,
    opensAt: iso(opensAt(record)),
    mayMove: isAhead && mayBook,
    mayCancel: isAhead && mayBook,
    mayInvite: isOpen(record) && isLead,
    mayCorrect: isOver && caller.role === 'organizer' && isWithin(record.ownerOrgPath, caller.orgPath),
    phoneAskedAt: isoOrNull(record.phoneAskedAt),
    phoneNotedAt: isoOrNull(record.phoneNotedAt),
    history: record.history.map((row) => ({ ...row, at: iso(row.at), startAt: iso(row.startAt) })),
  };
}

function partView(part: Part, all: readonly PresenceSpan[]): ConsultationDetail['parts'][number] {
  const spans = all.filter(({ partId }) => partId === part.id);
  return {
    partId: part.id,
    kind: part.kind,
    isLead: part.isLead,
    guestKind: part.guestKind,
    name: part.name,
    orgName: part.orgName,
    cameAt: spans.length === 0 ? null : iso(Math.min(...spans.map(({ from }) => from))),
    minutesHere: Math.round(presentMs(spans) / MINUTE_MS),
  };
}

export const messageView = ({ id, partId, name, kind, text, at }: Message): ChatMessage => ({
  messageId: id,
  partId,
  name,
  kind,
  text,
  at: iso(at),
});
