import { z } from 'zod';
import { chatMessage, consultationPart, consultationState, waitingInfo } from './consultations.ts';
import { command, event } from './kit/define.ts';
import { isoTime, line, reasonText } from './kit/fields.ts';
import { consultationId, mediaId, partId, requestId } from './kit/ids.ts';
import { linkQuality } from './link-quality.ts';
import { mediaState } from './media.ts';

/** Where somebody is: not there; at the door (waiting to be admitted); in the room; away (cut off, place kept); removed. */
export const partPlace = z.enum(['absent', 'door', 'in', 'away', 'removed']);
export type PartPlace = z.infer<typeof partPlace>;

/** One who belongs to the meeting as everybody in it sees it. Who is in the room is always in this list. */
export const presentPart = z.object({
  ...consultationPart.omit({ cameAt: true, minutesHere: true }).shape,
  place: partPlace,
  /** Since when it is in this place. */
  since: isoTime.nullable(),
  /** Whose tracks are whose; null unless in or away. */
  participantId: mediaId.nullable(),
  quality: linkQuality,
});
export type PresentPart = z.infer<typeof presentPart>;

/**
 * A question that all parties answer on screen before something may happen. `agreed` only while everybody in the room has said yes;
 * one no refuses it; a newcomer makes it pending again.
 */
export const consentAsk = z.object({
  askId: partId,
  what: z.enum(['recording', 'supervisor']),
  by: z.string(),
  reason: z.string(),
  askedAt: isoTime,
  state: z.enum(['pending', 'agreed', 'refused', 'withdrawn']),
  /** The evidence: who answered what, when. */
  answers: z.array(z.object({ partId, name: z.string(), agrees: z.boolean(), at: isoTime })),
});
export type ConsentAsk = z.infer<typeof consentAsk>;

/** What may change in the running meeting for everybody in it. */
export const consultationNow = z.object({
  state: consultationState,
  startAt: isoTime,
  startedAt: isoTime.nullable(),
  endedAt: isoTime.nullable(),
  people: z.array(presentPart),
  asks: z.array(consentAsk),
  phoneAskedAt: isoTime.nullable(),
  phoneNotedAt: isoTime.nullable(),
});
export type ConsultationNow = z.infer<typeof consultationNow>;

/**
 * Everything a page needs; it wins over every event with a lower or equal `seq`. At the door `media`, `participantId` and `current`
 * are null: who waits does not see who is in the room. In the room `waiting` is null.
 */
export const consultationSnapshot = z.object({
  consultationId,
  requestId,
  requestNumber: z.string(),
  seq: z.number().int(),
  now: isoTime,
  plannedMinutes: z.number().int(),
  ownPartId: partId,
  isLead: z.boolean(),
  participantId: mediaId.nullable(),
  media: mediaState.nullable(),
  waiting: waitingInfo.nullable(),
  current: consultationNow.nullable(),
  /** The newest 200 messages, oldest first; older ones by the route. Empty at the door. */
  chat: z.array(chatMessage),
});
export type ConsultationSnapshot = z.infer<typeof consultationSnapshot>;

const byId = z.strictObject({ consultationId });
const onPart = z.strictObject({ consultationId, partId });
const nothing = z.object({});
const inMeeting = ['citizen', 'party', 'guest', 'hall', 'expert', 'department', 'supervisor'] as const;
const lead = ['expert'] as const;

const audited = { object: 'consultationId' } as const;

export const consultationCommands = {
  /**
   * Comes to the meeting, or back to it. The lead expert is in at once; everybody else is at the door until admitted, and once admitted
   * comes straight back in. Too early is `invalid_state/too_early`; a supervisor needs everybody's agreement (`forbidden/not_agreed`).
   */
  'consultation:join': command({
    input: z.strictObject({
      consultationId,
      resume: z.strictObject({ participantId: mediaId, epoch: z.number().int() }).optional(),
    }),
    output: consultationSnapshot,
    roles: inMeeting,
    audit: false,
    repeat: 'natural',
  }),
  'consultation:leave': command({ input: byId, output: nothing, roles: inMeeting, audit: false, repeat: 'natural' }),
  /** From the door into the room: that person is told by `consultation:placeChanged` and joins again. */
  'consultation:admit': command({
    input: onPart,
    output: consultationNow,
    roles: lead,
    audit: { ...audited, fields: ['partId'] },
    repeat: 'natural',
  }),
  /** Out of the room or from the door; comes in again only if admitted again. */
  'consultation:remove': command({
    input: onPart,
    output: consultationNow,
    roles: lead,
    audit: { ...audited, fields: ['partId'] },
    repeat: 'natural',
  }),
  /** waiting -> live; who waits on the citizen's place is admitted with it. `invalid_state/nobody_there` while nobody else has come. */
  'consultation:start': command({ input: byId, output: consultationNow, roles: lead, audit: audited, repeat: 'key' }),
  /** live -> held; everybody is out a moment later. */
  'consultation:end': command({ input: byId, output: consultationNow, roles: lead, audit: audited, repeat: 'key' }),
  /** Stored before it is acknowledged. `messageId` is made by the client and is the same for each try. */
  'consultation:say': command({
    input: z.strictObject({ consultationId, messageId: partId, text: line(2_000) }),
    output: chatMessage,
    roles: inMeeting,
    audit: false,
    repeat: 'natural',
  }),
  /** Rings the lead expert, who is not here; at most once a minute. */
  'consultation:ring': command({
    input: byId,
    output: waitingInfo,
    roles: ['citizen', 'party', 'guest', 'hall', 'department'],
    audit: false,
    repeat: 'natural',
  }),
  /** Asks to be called by telephone, from five minutes after the booked start on. */
  'consultation:askForPhone': command({
    input: byId,
    output: waitingInfo,
    roles: ['citizen', 'hall'],
    audit: audited,
    repeat: 'natural',
  }),
  /** The lead expert notes that the talk goes on, or went on, by telephone. */
  'consultation:notePhone': command({
    input: byId,
    output: consultationNow,
    roles: lead,
    audit: audited,
    repeat: 'natural',
  }),
  /** The lead expert asks whether all agree to a recording; a supervisor asks to sit in. A second one of its kind replaces the first. */
  'consultation:ask': command({
    input: z.strictObject({ consultationId, what: z.enum(['recording', 'supervisor']), reason: reasonText }),
    output: consentAsk,
    roles: ['expert', 'supervisor'],
    audit: { ...audited, fields: ['what', 'reason'] },
    repeat: 'key',
  }),
  /** One's own yes or no; a yes may be taken back at any time, which ends what it allowed. */
  'consultation:answer': command({
    input: z.strictObject({ consultationId, askId: partId, agrees: z.boolean() }),
    output: consentAsk,
    roles: ['citizen', 'party', 'guest', 'hall', 'expert', 'department'],
    audit: { ...audited, fields: ['askId', 'agrees'] },
    repeat: 'natural',
  }),
  /** What only the own device knows, sent when it changes. */
  'consultation:report': command({
    input: z.strictObject({ consultationId, quality: linkQuality }),
    output: nothing,
    roles: inMeeting,
    audit: false,
    repeat: 'natural',
    limit: 'report',
  }),
};

export const consultationEvents = {
  /** To everybody in the room. */
  'consultation:changed': event({
    payload: z.object({ consultationId, seq: z.number().int(), current: consultationNow }),
    roles: inMeeting,
  }),
  'consultation:chat': event({
    payload: z.object({ consultationId, seq: z.number().int(), message: chatMessage }),
    roles: inMeeting,
  }),
  /** To those at the door, when what is so has changed, and once a minute. */
  'consultation:waitingChanged': event({
    payload: z.object({ consultationId, waiting: waitingInfo }),
    roles: inMeeting,
  }),
  /**
   * To one person. `in`: admitted, join again to get media. `door`: back to the door (a supervisor whom a newcomer has not agreed to).
   * `removed`: put out by the lead expert. `over`: the meeting is over or called off.
   */
  'consultation:placeChanged': event({
    payload: z.object({ consultationId, place: z.enum(['in', 'door', 'removed', 'over']) }),
    roles: inMeeting,
  }),
  /** To the lead expert, wherever signed in: somebody waits. */
  'consultation:ringing': event({
    payload: z.object({ consultationId, requestId, requestNumber: z.string(), name: z.string(), since: isoTime }),
    roles: ['expert'],
  }),
  /** To the matter's people and the experts concerned: read the matter's meetings again; without an id, what is offered for it. */
  'consultation:listChanged': event({
    payload: z.object({ consultationId: consultationId.nullable(), requestId }),
    roles: [...inMeeting],
  }),
};
