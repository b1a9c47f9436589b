import { z } from 'zod';
import { isoTime } from './kit/fields.ts';
import { accountId, consultationId, partId, requestId } from './kit/ids.ts';

export { consultationRules } from './consultation-rules.ts';

export const consultationStates = ['booked', 'waiting', 'live', 'held', 'noShow', 'cancelled'] as const;
export const consultationState = z.enum(consultationStates);
export type ConsultationState = z.infer<typeof consultationState>;

/** In which capacity somebody belongs to a meeting. A hall's PC sits in the citizen's place. */
export const partKind = z.enum(['citizen', 'party', 'expert', 'department', 'guest', 'supervisor']);
export type PartKind = z.infer<typeof partKind>;
export const guestKind = z.enum(['interpreter', 'family']);
export type GuestKind = z.infer<typeof guestKind>;

/** Whose absence it was. */
export const absentSide = z.enum(['citizen', 'expert', 'both']);
export type AbsentSide = z.infer<typeof absentSide>;

/** One who belongs to the meeting, present or not. `isLead`: the expert who admits, starts and ends. */
export const consultationPart = z.object({
  partId,
  kind: partKind,
  isLead: z.boolean(),
  /** Only of guests. */
  guestKind: guestKind.nullable(),
  name: z.string(),
  orgName: z.string(),
  /** First arrival, and how many minutes in all; the facts by which a no-show is decided. */
  cameAt: isoTime.nullable(),
  minutesHere: z.number().int(),
});

export const consultation = z.object({
  id: consultationId,
  requestId,
  requestNumber: z.string(),
  state: consultationState,
  startAt: isoTime,
  plannedMinutes: z.number().int(),
  /** Agreed on the spot and not booked ahead. */
  isNow: z.boolean(),
  leadName: z.string(),
  startedAt: isoTime.nullable(),
  endedAt: isoTime.nullable(),
  /** Of a no-show. */
  absent: absentSide.nullable(),
  /** Of a cancelled one. */
  cancelReason: z.string().nullable(),
  people: z.number().int(),
});
export type Consultation = z.infer<typeof consultation>;

export const consultationDetail = z.object({
  ...consultation.shape,
  parts: z.array(consultationPart),
  /** The caller's own place; null for those who may only read. */
  ownPartId: partId.nullable(),
  opensAt: isoTime,
  mayMove: z.boolean(),
  mayCancel: z.boolean(),
  mayInvite: z.boolean(),
  mayCorrect: z.boolean(),
  /** The talk went on by telephone: asked for by the citizen, noted by the lead expert. */
  phoneAskedAt: isoTime.nullable(),
  phoneNotedAt: isoTime.nullable(),
  /** Every move: state, time, who, why; a changed start is a row too. */
  history: z.array(
    z.object({
      at: isoTime,
      by: z.string(),
      from: consultationState.nullable(),
      to: consultationState,
      startAt: isoTime,
      reason: z.string().nullable(),
    }),
  ),
});
export type ConsultationDetail = z.infer<typeof consultationDetail>;

export const chatMessage = z.object({
  messageId: partId,
  partId,
  name: z.string(),
  kind: partKind,
  text: z.string(),
  at: isoTime,
});
export type ChatMessage = z.infer<typeof chatMessage>;

/** What a person is told who waits at the door or looks at the matter's page: nothing but what is so. */
export const waitingInfo = z.object({
  state: consultationState,
  startAt: isoTime,
  /** From then on the waiting room is open. */
  opensAt: isoTime,
  leadName: z.string(),
  /** here: in this meeting's room; busy: in another talk; late: the start is past; notYet: it is not. */
  expert: z.enum(['here', 'busy', 'notYet', 'late']),
  /** Full minutes since the booked start while the expert is not here; 0 before. */
  lateMinutes: z.number().int(),
  /** Talks of the same expert that come first. */
  before: z.number().int(),
  /** When the expert was last rung for this meeting. */
  rungAt: isoTime.nullable(),
  /** From this moment the telephone is offered, unless the talk has begun. */
  phoneFrom: isoTime,
  phoneAskedAt: isoTime.nullable(),
  isAdmitted: z.boolean(),
});
export type WaitingInfo = z.infer<typeof waitingInfo>;

export const freeSlots = z.object({
  leadName: z.string(),
  minutes: z.number().int(),
  /** Possible starts, in order. */
  slots: z.array(isoTime),
  /** Those of them that the expert has offered for this matter. */
  offered: z.array(isoTime),
  /** The open meeting of the matter, if there is one: then a slot is for moving it. */
  consultationId: consultationId.nullable(),
});
export type FreeSlots = z.infer<typeof freeSlots>;

/** Whom the lead expert may call in beside experts of the pool; with the spelling of the names, for the search by letters. */
export const invitable = z.object({
  departments: z.array(z.object({ accountId, name: z.string(), orgName: z.string(), pinyin: z.string() })),
  parties: z.array(z.object({ partyId: partId, name: z.string() })),
});
export type Invitable = z.infer<typeof invitable>;

/** Another expert of the pool (会诊), a department (联席会议), or another party of the matter. */
export const invitation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('expert'), accountId }),
  z.strictObject({ kind: z.literal('department'), accountId }),
  z.strictObject({ kind: z.literal('party'), partyId: partId }),
]);
export type Invitation = z.infer<typeof invitation>;
