import type { AbsentSide, ConsultationState, GuestKind, PartKind } from '#shared/consultations.ts';
import type { AccountId, ConsultationId, PartId, RequestId, SessionId } from '#shared/kit/ids.ts';
import { MINUTE_MS } from '#shared/kit/time.ts';
import type { OwedNotice } from '../kernel/outbox.ts';

/** All times in milliseconds since the epoch. One who belongs to the meeting; by which id the caller is known depends on the kind. */
export type Part = {
  readonly id: PartId;
  readonly kind: PartKind;
  readonly isLead: boolean;
  readonly accountId: AccountId | null;
  readonly partyId: PartId | null;
  readonly linkId: SessionId | null;
  readonly guestKind: GuestKind | null;
  readonly name: string;
  readonly orgName: string;
  /** Let into the room, and not put out since: comes straight back after a cut, a reload or a restart. */
  readonly admittedAt: number | null;
  /** Put out by the lead expert; back at the door only by coming again. */
  readonly removedAt: number | null;
  /** The invitation was taken back; the row stays for what was said. */
  readonly uninvitedAt: number | null;
};

export type Answer = {
  readonly partId: PartId;
  readonly name: string;
  readonly agrees: boolean;
  readonly at: number;
};

/** A question that all have to answer; its rows are the evidence and are never taken out. */
export type Ask = {
  readonly id: PartId;
  readonly what: 'recording' | 'supervisor';
  readonly byAccountId: AccountId;
  readonly by: string;
  readonly reason: string;
  readonly askedAt: number;
  readonly withdrawnAt: number | null;
  /** In order; the last one of each person counts. */
  readonly answers: readonly Answer[];
};

export type HistoryRow = {
  readonly at: number;
  /** Name of who did it; empty where the clock did. */
  readonly by: string;
  readonly from: ConsultationState | null;
  readonly to: ConsultationState;
  readonly startAt: number;
  readonly reason: string | null;
};

/** What the matter has yet to be told; kept here until it was. */
export type MatterAct = 'scheduled' | 'meetingStarted' | 'meetingCancelled' | 'noShow' | 'heldAfterAll';
export type OwedMove = { readonly id: string; readonly act: MatterAct; readonly by: string; readonly at: number };

/** The clocks of its waiting room, in minutes, as the county had set them when the time was agreed: what was told then holds. */
export type Waits = { readonly opensBefore: number; readonly phoneAfter: number; readonly noShowAfter: number };

/** A meeting as the whole module holds it; never altered, each change makes a new one with a higher revision. */
export type ConsultationRecord = {
  readonly id: ConsultationId;
  readonly requestId: RequestId;
  readonly requestNumber: string;
  readonly ownerOrgPath: string;
  readonly state: ConsultationState;
  readonly stateAt: number;
  readonly startAt: number;
  readonly plannedMinutes: number;
  readonly waits: Waits;
  readonly isNow: boolean;
  readonly leadId: AccountId;
  readonly parts: readonly Part[];
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly absent: AbsentSide | null;
  readonly cancelReason: string | null;
  readonly rungAt: number | null;
  readonly phoneAskedAt: number | null;
  readonly phoneNotedAt: number | null;
  readonly asks: readonly Ask[];
  readonly history: readonly HistoryRow[];
  /** Of calendar files: rises with each change that a calendar shows. */
  readonly sequence: number;
  /** When the clock has to look at it next; null when it is over. */
  readonly dueAt: number | null;
  readonly owed: readonly OwedMove[];
  readonly outbox: readonly OwedNotice[];
  /** Rises by one with each change; every write is conditional on it. */
  readonly revision: number;
};

/** Somebody was there from `from` until `seenAt`: at the door or in the room, on one connection after another. */
export type PresenceSpan = { readonly partId: PartId; readonly from: number; readonly seenAt: number };

export type Message = {
  readonly id: PartId;
  readonly consultationId: ConsultationId;
  readonly requestId: RequestId;
  readonly partId: PartId;
  readonly name: string;
  readonly kind: PartKind;
  readonly text: string;
  readonly at: number;
};

export const plannedEnd = ({
  startAt,
  plannedMinutes,
}: Pick<ConsultationRecord, 'startAt' | 'plannedMinutes'>): number => startAt + plannedMinutes * MINUTE_MS;

export const openStates: readonly ConsultationState[] = ['booked', 'waiting', 'live'];
export const isOpen = ({ state }: Pick<ConsultationRecord, 'state'>): boolean => openStates.includes(state);

/** Those who belong to the meeting now. */
export const activeParts = ({ parts }: Pick<ConsultationRecord, 'parts'>): Part[] =>
  parts.filter(({ uninvitedAt }) => uninvitedAt === null);

/** Every meeting has one: it is made with it and cannot be uninvited. */
export function leadOf({ parts }: Pick<ConsultationRecord, 'parts'>): Part {
  const lead = parts.find(({ isLead }) => isLead);
  if (lead === undefined) throw new Error('a meeting without a lead expert');
  return lead;
}
