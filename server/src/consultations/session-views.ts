import type { ConsentAsk, ConsultationNow, ConsultationSnapshot, PresentPart } from '#shared/consultation-live.ts';
import type { Attendee } from './attendees.ts';
import { askState } from './consent.rules.ts';
import { iso, isoOrNull, messageView } from './consultation.views.ts';
import { type Ask, activeParts, type ConsultationRecord, type Message, type Part } from './consultation-record.ts';

export function askView(ask: Ask, parts: readonly Part[]): ConsentAsk {
  return {
    askId: ask.id,
    what: ask.what,
    by: ask.by,
    reason: ask.reason,
    askedAt: iso(ask.askedAt),
    state: askState(ask, parts),
    answers: ask.answers.map(({ partId, name, agrees, at }) => ({ partId, name, agrees, at: iso(at) })),
  };
}

export function nowView(record: ConsultationRecord, here: readonly Attendee[]): ConsultationNow {
  return {
    state: record.state,
    startAt: iso(record.startAt),
    startedAt: isoOrNull(record.startedAt),
    endedAt: isoOrNull(record.endedAt),
    people: activeParts(record).map((part) =>
      presentView(
        part,
        here.find(({ partId }) => partId === part.id),
      ),
    ),
    asks: record.asks.map((ask) => askView(ask, record.parts)),
    phoneAskedAt: isoOrNull(record.phoneAskedAt),
    phoneNotedAt: isoOrNull(record.phoneNotedAt),
  };
}

function presentView(part: Part, attendee: Attendee | undefined): PresentPart {
  const place = attendee?.place ?? (part.removedAt === null ? 'absent' : 'removed');
  return {
    partId: part.id,
    kind: part.kind,
    isLead: part.isLead,
    guestKind: part.guestKind,
    name: part.name,
    orgName: part.orgName,
    place,
    since: isoOrNull(attendee?.since ?? null),
    participantId: attendee?.participantId ?? null,
    quality: attendee?.quality ?? 'unknown',
  };
}

type Facts = {
  readonly record: ConsultationRecord;
  readonly part: Part;
  readonly current: ConsultationNow | null;
  readonly seq: number;
  readonly now: number;
};
type Here = Pick<ConsultationSnapshot, 'waiting' | 'media' | 'participantId'> & { readonly chat: readonly Message[] };

export function snapshotView({ record, part, current, seq, now }: Facts, here: Here): ConsultationSnapshot {
  const { waiting, media, participantId, chat } = here;
  return {
    consultationId: record.id,
    requestId: record.requestId,
    requestNumber: record.requestNumber,
    seq,
    now: iso(now),
    plannedMinutes: record.plannedMinutes,
    ownPartId: part.id,
    isLead: part.isLead,
    participantId,
    media,
    waiting,
    current,
    chat: chat.map(messageView),
  };
}
