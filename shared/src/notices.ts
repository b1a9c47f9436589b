import { z } from 'zod';
import { event, route } from './kit/define.ts';
import { isoTime } from './kit/fields.ts';
import { consultationId, noticeId, requestId } from './kit/ids.ts';
import { pageInput, pageOf } from './kit/paging.ts';

type KindFacts = {
  /** Values that the texts of the kind may name. One whose name ends in `At` is a moment (ISO 8601, UTC), shown as local time; in `On`, a day. */
  readonly params: readonly string[];
  /** Rings on an open page: somebody waits for this. */
  readonly rings?: true;
  /** The text carries a fresh personal link of the matter, for citizens and parties. */
  readonly withLink?: true;
  /** Proves that the receiver has the telephone: never on screen, and forgotten once it is sent. */
  readonly isSecret?: true;
};

const kind = <P extends string>(...params: P[]): { params: P[] } => ({ params });

/**
 * Everything that somebody is told of: one line here, and one text in `text/<language>/notices.ts`. `number` is the number of the matter
 * that people read out. No text and no value says what a matter is about: notices pass through telephones and gateways.
 */
export const noticeFacts = {
  // a matter
  'request.received': { ...kind('number'), withLink: true },
  'request.assigned': { ...kind('number', 'dueAt'), rings: true },
  'request.dispatched': kind('number'),
  'request.onBoard': kind('number'),
  'request.toDispatch': { ...kind('number'), rings: true },
  'request.urgent': { ...kind('number'), rings: true },
  'request.overdue': { ...kind('number'), rings: true },
  'request.claimed': { ...kind('number', 'expert'), withLink: true },
  'request.released': kind('number', 'expert'),
  'request.takenBack': kind('number'),
  'request.otherExpertAsked': kind('number'),
  'request.concluded': { ...kind('number'), withLink: true },
  'request.refused': kind('number'),
  'request.withdrawn': kind('number'),
  'request.reopened': kind('number'),
  'request.filesAdded': kind('number'),
  'matter.linkRenewed': { ...kind('number'), withLink: true },
  // its meetings
  'consultation.offered': { ...kind('number'), withLink: true },
  'consultation.booked': { ...kind('number', 'startAt'), withLink: true },
  'consultation.invited': { ...kind('number', 'startAt'), withLink: true },
  'consultation.moved': { ...kind('number', 'startAt'), withLink: true },
  'consultation.cancelled': { ...kind('number', 'startAt'), withLink: true },
  'consultation.reminderFirst': { ...kind('number', 'startAt'), withLink: true },
  'consultation.reminderLast': { ...kind('number', 'startAt'), rings: true, withLink: true },
  'consultation.waiting': { ...kind('number'), rings: true },
  'consultation.noShow': { ...kind('number', 'startAt'), withLink: true },
  // what is written and signed
  'record.presented': { ...kind('number'), withLink: true },
  'record.objected': kind('number'),
  'record.closed': { ...kind('number'), withLink: true },
  'agreement.toSign': { ...kind('number'), withLink: true },
  'agreement.signed': kind('number'),
  'agreement.refused': kind('number'),
  'agreement.concluded': { ...kind('number'), withLink: true },
  'code.once': { ...kind('code', 'minutes'), isSecret: true },
  // afterwards
  'rating.asked': { ...kind('number'), withLink: true },
  'visit.due': kind('number', 'dueAt'),
  'visit.failed': kind('number'),
  // the pool of experts
  'expert.proposed': kind('name'),
  'expert.approved': kind(),
  'expert.declined': kind(),
  'expert.proposalDecided': kind('name'),
  'expert.suspended': kind(),
  'expert.resumed': kind(),
  'expert.removed': kind(),
  'expert.appealed': kind('name'),
  'expert.appealGranted': kind(),
  'expert.appealRejected': kind(),
  'expert.termEnds': kind('lastOn'),
  'expert.termOfEnds': kind('name', 'lastOn'),
} as const satisfies Record<string, KindFacts>;

export type NoticeKind = keyof typeof noticeFacts;
export const factsOf = (of: NoticeKind): KindFacts => noticeFacts[of];

const isKind = (value: unknown): value is NoticeKind => typeof value === 'string' && Object.hasOwn(noticeFacts, value);
export const noticeKind = z.custom<NoticeKind>(isKind);

/** The values that a notice of this kind has to bring; with the ids a row of the bell leads to what it is about. */
export type NoticeParams<K extends NoticeKind> = Record<(typeof noticeFacts)[K]['params'][number], string | number> & {
  requestId?: string;
  consultationId?: string;
};

/** screen: the bell of staff, the card of a citizen; call: a clerk tells it on the telephone, where nothing else can. */
export const noticeWays = ['screen', 'sms', 'email', 'call'] as const;
export const noticeWay = z.enum(noticeWays);
export type NoticeWay = z.infer<typeof noticeWay>;

/** failed: given up after the last try; toCall: handed to a clerk, whose call ends it as sent or failed. */
export const deliveryStates = ['waiting', 'sent', 'failed', 'toCall'] as const;
export const deliveryState = z.enum(deliveryStates);
export type DeliveryState = z.infer<typeof deliveryState>;

const notice = z.object({
  id: noticeId,
  kind: noticeKind,
  /** The sentence in the caller's language, without a link. */
  text: z.string(),
  at: isoTime,
  readAt: isoTime.nullable(),
  /** Somebody waits for this: an open page sounds. */
  rings: z.boolean(),
  requestId: requestId.nullable(),
  consultationId: consultationId.nullable(),
});
export type Notice = z.infer<typeof notice>;

/** As a citizen or party reads it: with what became of the message to the telephone; null where none goes there. */
const matterNotice = z.object({
  ...notice.shape,
  toPhone: z.object({ way: noticeWay, state: deliveryState, at: isoTime.nullable() }).nullable(),
});
export type MatterNotice = z.infer<typeof matterNotice>;

const delivery = z.object({
  id: noticeId,
  kind: noticeKind,
  way: noticeWay,
  state: deliveryState,
  /** Masked telephone number or mail address; empty for the screen and where none is known. */
  address: z.string(),
  at: isoTime,
  tries: z.number().int(),
  nextTryAt: isoTime.nullable(),
  sentAt: isoTime.nullable(),
  /** What the way out said when it last failed; null where it did not. */
  problem: z.string().nullable(),
});
export type Delivery = z.infer<typeof delivery>;

const callTask = z.object({
  id: noticeId,
  text: z.string(),
  name: z.string(),
  /** Masked; empty where none is known. */
  phone: z.string(),
  at: isoTime,
  requestId: requestId.nullable(),
});
export type CallTask = z.infer<typeof callTask>;

const noticeAddress = {
  phone: z.string().regex(/^(1[3-9]\d{9})?$/),
  email: z.union([z.literal(''), z.email().max(120)]),
};

/** An administrator runs the machine: no notice is for one, and no text is shown to one. */
const staff = ['lecturer', 'organizer', 'clerk', 'expert', 'department', 'supervisor'] as const;
const callers = ['clerk', 'organizer'] as const;

export const noticeRoutes = {
  /** One's own, newest first, of the last 90 days. */
  listNotices: route({
    method: 'GET',
    path: '/api/notices',
    input: z.strictObject(pageInput),
    output: z.object({ ...pageOf(notice).shape, unread: z.number().int() }),
    roles: staff,
    audit: false,
    repeat: 'natural',
  }),
  readNotices: route({
    method: 'POST',
    path: '/api/notices/read',
    input: z.strictObject({}),
    output: z.object({ read: z.number().int() }),
    roles: staff,
    audit: { object: null },
    repeat: 'natural',
  }),
  /** Where one wants to be told beside the screen; empty: nowhere. */
  getNoticeAddress: route({
    method: 'GET',
    path: '/api/notices/address',
    input: z.strictObject({}),
    output: z.object(noticeAddress),
    roles: staff,
    audit: false,
    repeat: 'natural',
  }),
  setNoticeAddress: route({
    method: 'PUT',
    path: '/api/notices/address',
    input: z.strictObject(noticeAddress),
    output: z.object(noticeAddress),
    roles: staff,
    audit: { object: null },
    repeat: 'natural',
  }),
  /** What the bearer of a matter's link was told about it, newest first, at most 20. */
  matterNotices: route({
    method: 'GET',
    path: '/api/matter/notices',
    input: z.strictObject({}),
    output: z.object({ notices: z.array(matterNotice) }),
    roles: ['citizen', 'party'],
    audit: false,
    repeat: 'natural',
  }),
  /** State of every delivery, newest first: never a text, a link or a whole number. */
  listDeliveries: route({
    method: 'GET',
    path: '/api/notices/deliveries',
    input: z.strictObject({ ...pageInput, state: deliveryState.optional(), way: noticeWay.optional() }),
    output: pageOf(delivery),
    roles: ['admin'],
    audit: false,
    repeat: 'natural',
  }),
  /** How many are in which state, and which ways out there are. */
  deliveryFigures: route({
    method: 'GET',
    path: '/api/notices/figures',
    input: z.strictObject({}),
    output: z.object({
      waiting: z.number().int(),
      failed: z.number().int(),
      toCall: z.number().int(),
      sms: z.enum(['gateway', 'file', 'none']),
      email: z.enum(['smtp', 'none']),
    }),
    roles: ['admin'],
    audit: false,
    repeat: 'natural',
  }),
  /** One that was given up is tried anew, from the beginning. */
  retryDelivery: route({
    method: 'POST',
    path: '/api/notices/deliveries/:noticeId/retry',
    input: z.strictObject({ noticeId }),
    output: z.object({}),
    roles: ['admin'],
    audit: { object: 'noticeId' },
    repeat: 'natural',
  }),
  /** What a clerk is to tell citizens of the branch on the telephone, oldest first. */
  listCallTasks: route({
    method: 'GET',
    path: '/api/notices/calls',
    input: z.strictObject({}),
    output: z.object({ tasks: z.array(callTask) }),
    roles: callers,
    audit: false,
    repeat: 'natural',
  }),
  revealCallPhone: route({
    method: 'POST',
    path: '/api/notices/calls/:noticeId/phone',
    input: z.strictObject({ noticeId }),
    output: z.object({ phone: z.string() }),
    roles: callers,
    audit: { object: 'noticeId' },
    repeat: 'natural',
  }),
  finishCallTask: route({
    method: 'POST',
    path: '/api/notices/calls/:noticeId',
    input: z.strictObject({ noticeId, result: z.enum(['told', 'unreachable']) }),
    output: z.object({}),
    roles: callers,
    audit: { object: 'noticeId', fields: ['result'] },
    repeat: 'key',
  }),
};

export const noticeEvents = {
  /** Something new stands in the list; read it there. */
  'notice:arrived': event({ payload: z.object({ rings: z.boolean() }), roles: [...staff, 'citizen', 'party'] }),
};
