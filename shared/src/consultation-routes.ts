import { z } from 'zod';
import {
  absentSide,
  chatMessage,
  consultation,
  consultationDetail,
  consultationRules,
  freeSlots,
  guestKind,
  invitable,
  invitation,
  waitingInfo,
} from './consultations.ts';
import { fileOutput, route } from './kit/define.ts';
import { isoTime, line, reasonText } from './kit/fields.ts';
import { consultationId, partId, requestId } from './kit/ids.ts';
import { pageInput, pageOf } from './kit/paging.ts';

const byId = z.strictObject({ consultationId });
const byRequest = { requestId };
/** With a role in booking: the matter's side, and those who book for it. */
const bookers = ['citizen', 'hall', 'clerk', 'expert'] as const;
const parties = ['citizen', 'party', 'guest', 'hall', 'expert', 'department', 'supervisor'] as const;
const readers = [...parties, 'clerk', 'organizer'] as const;

const minutes = z.coerce
  .number()
  .int()
  .min(consultationRules.slotMinutes)
  .max(consultationRules.maxMinutes)
  .multipleOf(consultationRules.slotMinutes);

export const consultationRoutes = {
  /** `minutes`: without it, what the county has set. Starts at which the matter's expert, and everybody invited to its open meeting, is free. */
  consultationSlots: route({
    method: 'GET',
    path: '/api/requests/:requestId/slots',
    input: z.strictObject({ ...byRequest, minutes: minutes.optional() }),
    output: freeSlots,
    roles: bookers,
    audit: false,
    repeat: 'natural',
  }),
  /** The lead expert proposes starts, out of the weekly hours too; the citizen is told and picks one. They replace earlier ones. */
  offerSlots: route({
    method: 'POST',
    path: '/api/requests/:requestId/offer',
    input: z.strictObject({ ...byRequest, starts: z.array(isoTime).min(1).max(consultationRules.maxOffered) }),
    output: freeSlots,
    roles: ['expert'],
    audit: { object: 'requestId', fields: ['starts'] },
    repeat: 'key',
  }),
  /**
   * `conflict/slot_taken` when somebody was first: its sentence names the next free starts, and `fields[0].params.free` has them as ISO
   * times joined by commas. `invalid_state/already_booked` while the matter has an open meeting.
   */
  bookConsultation: route({
    method: 'POST',
    path: '/api/requests/:requestId/consultations',
    input: z.strictObject({ ...byRequest, startAt: isoTime, minutes: minutes.optional() }),
    output: consultationDetail,
    roles: bookers,
    audit: { object: 'requestId', fields: ['startAt'] },
    repeat: 'key',
  }),
  /** Without a booking, when both sides have the product open (`conflict/not_there` names who is missing). The other side is rung. */
  meetNow: route({
    method: 'POST',
    path: '/api/requests/:requestId/meet-now',
    input: z.strictObject(byRequest),
    output: consultationDetail,
    roles: ['citizen', 'hall', 'expert'],
    audit: { object: 'requestId' },
    repeat: 'key',
  }),
  /** Keeps the meeting and its link; frees the old time in the same moment. Refused as `bookConsultation` is. */
  moveConsultation: route({
    method: 'POST',
    path: '/api/consultations/:consultationId/move',
    input: z.strictObject({ consultationId, startAt: isoTime, reason: reasonText.optional() }),
    output: consultationDetail,
    roles: bookers,
    audit: { object: 'consultationId', fields: ['startAt'] },
    repeat: 'key',
  }),
  cancelConsultation: route({
    method: 'POST',
    path: '/api/consultations/:consultationId/cancel',
    input: z.strictObject({ consultationId, reason: reasonText }),
    output: consultationDetail,
    roles: bookers,
    audit: { object: 'consultationId', fields: ['reason'] },
    repeat: 'key',
  }),
  /** Departments, and the other parties that the matter's agreements name. For the lead expert. */
  invitableToConsultation: route({
    method: 'GET',
    path: '/api/consultations/:consultationId/invitable',
    input: byId,
    output: invitable,
    roles: ['expert'],
    audit: false,
    repeat: 'natural',
  }),
  /** By the lead expert, while the meeting is not over. An expert must be free (`conflict/slot_taken`). */
  inviteToConsultation: route({
    method: 'POST',
    path: '/api/consultations/:consultationId/parts',
    input: z.strictObject({ consultationId, who: invitation }),
    output: consultationDetail,
    roles: ['expert'],
    audit: { object: 'consultationId' },
    repeat: 'natural',
  }),
  /** Takes an invitation or a guest's link back; who is in the room is put out. The citizen and the lead expert stay. */
  uninvite: route({
    method: 'DELETE',
    path: '/api/consultations/:consultationId/parts/:partId',
    input: z.strictObject({ consultationId, partId }),
    output: consultationDetail,
    roles: ['expert', 'citizen'],
    audit: { object: 'consultationId', fields: ['partId'] },
    repeat: 'natural',
  }),
  /** A link for an interpreter or somebody of the family, good until the meeting's end. It is shown once. */
  inviteGuest: route({
    method: 'POST',
    path: '/api/consultations/:consultationId/guests',
    input: z.strictObject({ consultationId, name: line(40), guestKind }),
    output: z.object({ partId, url: z.string(), expiresAt: isoTime }),
    roles: ['expert', 'citizen'],
    audit: { object: 'consultationId', fields: ['guestKind'] },
    repeat: 'secret',
  }),
  getConsultation: route({
    method: 'GET',
    path: '/api/consultations/:consultationId',
    input: byId,
    output: consultationDetail,
    roles: readers,
    audit: false,
    repeat: 'natural',
  }),
  /** Of one matter, newest start first, for whoever may read the matter's meetings. */
  requestConsultations: route({
    method: 'GET',
    path: '/api/requests/:requestId/consultations',
    input: z.strictObject(byRequest),
    output: z.object({ consultations: z.array(consultation) }),
    roles: ['citizen', 'party', 'hall', 'clerk', 'expert', 'department', 'organizer', 'supervisor'],
    audit: false,
    repeat: 'natural',
  }),
  /** Those that an expert leads or is called to, a department's, in order of their start: the day's plan of a desk. */
  myConsultations: route({
    method: 'GET',
    path: '/api/consultations',
    input: z.strictObject({
      ...pageInput,
      from: isoTime.optional(),
      to: isoTime.optional(),
      open: z.stringbool().optional(),
    }),
    output: pageOf(consultation),
    roles: ['expert', 'department'],
    audit: false,
    repeat: 'natural',
  }),
  /** For those who belong to the meeting, before they are in it. */
  waitingRoom: route({
    method: 'GET',
    path: '/api/consultations/:consultationId/waiting',
    input: byId,
    output: waitingInfo,
    roles: parties,
    audit: false,
    repeat: 'natural',
  }),
  consultationCalendar: route({
    method: 'GET',
    path: '/api/consultations/:consultationId/calendar.ics',
    input: byId,
    output: fileOutput,
    roles: parties,
    audit: false,
    repeat: 'natural',
  }),
  /** The talk's written part, oldest first; it stays with the matter. Guests read it only while they are in the room. */
  consultationChat: route({
    method: 'GET',
    path: '/api/consultations/:consultationId/chat',
    input: z.strictObject({ consultationId, ...pageInput }),
    output: pageOf(chatMessage),
    roles: ['citizen', 'party', 'hall', 'expert', 'department', 'supervisor'],
    audit: false,
    repeat: 'natural',
  }),
  /** What the facts said of who came is corrected by the organizer of the branch, with a reason; the facts stay. */
  correctConsultation: route({
    method: 'POST',
    path: '/api/consultations/:consultationId/correct',
    input: z.strictObject({
      consultationId,
      to: z.enum(['held', 'noShow']),
      absent: absentSide.nullable(),
      reason: reasonText,
    }),
    output: consultationDetail,
    roles: ['organizer'],
    audit: { object: 'consultationId', fields: ['to', 'absent', 'reason'] },
    repeat: 'key',
  }),
};
