import type { PartKind } from '#shared/consultations.ts';
import { type ConsultationId, consultationId, type PartId, partId } from '#shared/kit/ids.ts';
import { dueOf } from './consultation.rules.ts';
import { noticesTo, reminders } from './consultation-notices.ts';
import type { MatterFacts } from './consultation-ports.ts';
import type { ConsultationRecord, MatterAct, OwedMove, Part, Waits } from './consultation-record.ts';
import type { MeetingSettings } from './meeting-settings.ts';

export type Ids = { readonly newId: () => string };
type Making = Ids & { readonly settings: () => MeetingSettings };

/** The clocks of its waiting room as they are set now. */
export const waitsOf = ({ waitingRoomMinutes, telephoneOfferedMinutes, noShowMinutes }: MeetingSettings): Waits => ({
  opensBefore: waitingRoomMinutes,
  phoneAfter: telephoneOfferedMinutes,
  noShowAfter: noShowMinutes,
});

export const newPartId = ({ newId }: Ids): PartId => partId.parse(newId());
const newConsultationId = ({ newId }: Ids): ConsultationId => consultationId.parse(newId());

export function newPart(ids: Ids, kind: PartKind, over: Partial<Part>): Part {
  return {
    id: newPartId(ids),
    kind,
    isLead: false,
    accountId: null,
    partyId: null,
    linkId: null,
    guestKind: null,
    name: '',
    orgName: '',
    admittedAt: null,
    removedAt: null,
    uninvitedAt: null,
    ...over,
  };
}

export const owedMove = ({ newId }: Ids, act: MatterAct, by: string, at: number): OwedMove => ({
  id: newId(),
  act,
  by,
  at,
});

export type NewMeeting = {
  readonly matter: MatterFacts;
  readonly lead: Pick<Part, 'accountId' | 'name' | 'orgName'> & { accountId: NonNullable<Part['accountId']> };
  readonly startAt: number;
  readonly minutes: number;
  readonly isNow: boolean;
  readonly by: string;
};

/** A meeting of the matter's citizen with its lead expert, with everything that is owed for it. */
export function newConsultation(ids: Making, meeting: NewMeeting, now: number): ConsultationRecord {
  const { matter, lead, startAt, minutes, isNow, by } = meeting;
  const timed = { state: 'booked', startAt, plannedMinutes: minutes, waits: waitsOf(ids.settings()) } as const;
  const record: ConsultationRecord = {
    ...timed,
    id: newConsultationId(ids),
    requestId: matter.id,
    requestNumber: matter.number,
    ownerOrgPath: matter.ownerOrgPath,
    stateAt: now,
    isNow,
    leadId: lead.accountId,
    parts: [newPart(ids, 'expert', { ...lead, isLead: true }), newPart(ids, 'citizen', { name: matter.citizenName })],
    startedAt: null,
    endedAt: null,
    absent: null,
    cancelReason: null,
    rungAt: null,
    phoneAskedAt: null,
    phoneNotedAt: null,
    asks: [],
    history: [{ at: now, by, from: null, to: 'booked', startAt, reason: null }],
    sequence: 0,
    dueAt: dueOf(timed),
    owed: [owedMove(ids, 'scheduled', by, now)],
    outbox: [],
    revision: 0,
  };
  const told = isNow
    ? []
    : [...noticesTo(record, 'consultation.booked', now), ...reminders(record, now, ids.settings())];
  return { ...record, outbox: told };
}
