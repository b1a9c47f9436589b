import { z } from 'zod';
import { accountRoles } from './kit/caller.ts';
import { isoTime, line } from './kit/fields.ts';
import { accountId, partId, requestId } from './kit/ids.ts';
import { legalField } from './kit/legal-field.ts';

export const requestStates = [
  'open',
  'board',
  'toDispatch',
  'assigned',
  'scheduled',
  'met',
  'concluded',
  'visited',
  'closed',
  'withdrawn',
  'refused',
] as const;
export const requestState = z.enum(requestStates);
export type RequestState = z.infer<typeof requestState>;

/** 来源: app 暖心舒兰, hotline 服务热线, window 接待窗口, hall 村居代办, enterprise 助企绿色通道, assigned 领导交办, lecture 讲堂提问. */
export const channels = ['app', 'hotline', 'window', 'hall', 'enterprise', 'assigned', 'lecture'] as const;
export const channel = z.enum(channels);
export type Channel = z.infer<typeof channel>;

export const outcomes = ['answered', 'resolved', 'agreement', 'referred', 'notResolved'] as const;
export const outcome = z.enum(outcomes);
export type Outcome = z.infer<typeof outcome>;

/** Why a wished expert is not asked: has no place for it, is away, is not of this place and field, is no longer in the pool. */
export const wishRefusals = ['full', 'away', 'field', 'gone'] as const;
export const wishRefusal = z.enum(wishRefusals);
export type WishRefusal = z.infer<typeof wishRefusal>;
/** 找他咨询: whom the citizen would like to ask. */
export const wish = z.object({ name: z.string(), refusal: wishRefusal.nullable() });

/** What a clock of the matter waits for. The last two went by and were told; the matter stands on top until somebody acts. */
export const dueKinds = [
  'covering',
  'board',
  'dispatch',
  'firstAnswer',
  'dispatchOverdue',
  'firstAnswerOverdue',
] as const;
export const dueKind = z.enum(dueKinds);
export type DueKind = z.infer<typeof dueKind>;

/** 个人信息保护法: the notice itself, then what is agreed to separately and may be taken back. */
export const consentKinds = ['notice', 'sensitive', 'recording', 'photos'] as const;
export const consentKind = z.enum(consentKinds);
export type ConsentKind = z.infer<typeof consentKind>;
/** Of the notice's words in the client; a change of the words is a new version. */
export const noticeVersion = '2026-11';

export const requestFileLimits = { maxBytes: 20_000_000, maxFiles: 40 };
export const requestFile = z.object({
  id: partId,
  name: z.string(),
  /** By its first bytes, not by its name. */
  contentType: z.string(),
  bytes: z.number().int(),
  /** Of a PDF that can be looked at page by page. */
  pages: z.number().int().nullable(),
  /** Of a photo: a small picture as a data address, made where the photo was sent. */
  preview: z.string().nullable(),
  at: isoTime,
  by: z.string(),
  isByCitizen: z.boolean(),
});
export type RequestFile = z.infer<typeof requestFile>;
/** Instead of the file, one of its pages as a picture. */
export const filePage = z.coerce.number().int().min(1).max(2_000).optional();
export const filePreview = z
  .string()
  .max(6_000)
  .regex(/^data:image\/jpeg;base64,[A-Za-z0-9+/]+={0,2}$/);
/** What a file is called: no path, no control characters. */
export const fileName = line(120).regex(/^[^\p{Cc}/\\]+$/u);

export const timelineRow = z.object({
  /** Null for the filing itself. */
  from: requestState.nullable(),
  to: requestState,
  at: isoTime,
  /** Name of who did it; empty for the clock. */
  by: z.string(),
  role: z.enum([...accountRoles, 'hall', 'citizen', 'party', 'clock']),
  reason: z.string().nullable(),
  /** The clock that began with this row. */
  dueAt: isoTime.nullable(),
});
export type TimelineRow = z.infer<typeof timelineRow>;

/** As lists show it. Phone always masked; `text` only where the reader may know what it is about. */
export const requestRow = z.object({
  id: requestId,
  number: z.string(),
  state: requestState,
  channel,
  field: legalField.nullable(),
  isUrgent: z.boolean(),
  isOverdue: z.boolean(),
  citizenName: z.string(),
  phone: z.string(),
  placeName: z.string(),
  text: z.string().nullable(),
  expertName: z.string().nullable(),
  openedAt: isoTime,
  dueAt: isoTime.nullable(),
  dueKind: dueKind.nullable(),
  /** False: found by its number or telephone, to tell a caller where it stands. */
  mayOpen: z.boolean(),
});
export type RequestRow = z.infer<typeof requestRow>;

export const firm = z.strictObject({
  name: line(80),
  /** 统一社会信用代码, 18 characters. */
  creditCode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/),
  contact: line(40),
});
export const assignment = z.strictObject({
  /** Who gave it down. */
  by: line(40),
  documentNumber: z.string().trim().max(60),
  dueOn: z.iso.date(),
  mustReportBack: z.boolean(),
});

/** What this reader may do now; the server checks again. */
const may = z.object({
  claim: z.boolean(),
  release: z.boolean(),
  dispatch: z.boolean(),
  takeBack: z.boolean(),
  refuse: z.boolean(),
  answer: z.boolean(),
  sort: z.boolean(),
  revealPhone: z.boolean(),
  seeFiles: z.boolean(),
  addFile: z.boolean(),
  block: z.boolean(),
  resendLink: z.boolean(),
});

export const requestDetail = z.object({
  ...requestRow.shape,
  /** full: lead expert, called-in departments, supervisor with a reason; masked: organizer of the branch; outcome: whoever filed it. */
  reads: z.enum(['full', 'masked', 'outcome']),
  filedBy: z.object({ role: z.string(), name: z.string() }),
  guardian: z.string().nullable(),
  otherParty: z.string().nullable(),
  firm: firm.nullable(),
  assignment: assignment.nullable(),
  coveringExpertName: z.string().nullable(),
  expertId: accountId.nullable(),
  outcome: outcome.nullable(),
  answer: z.string().nullable(),
  timeline: z.array(timelineRow),
  files: z.array(requestFile),
  consents: z.array(z.object({ kind: consentKind, version: z.string(), at: isoTime, isGiven: z.boolean() })),
  may,
});
export type RequestDetail = z.infer<typeof requestDetail>;

/** An expert as the dispatch dialog offers it, the most suitable first. */
export const suitableExpert = z.object({
  accountId,
  name: z.string(),
  fields: z.array(legalField),
  covers: z.boolean(),
  openMatters: z.number().int(),
  cap: z.number().int(),
  /** Why not: full, away today, has a conflict of interest in this matter. */
  hindrance: z.enum(['full', 'away', 'conflict']).nullable(),
});
export type SuitableExpert = z.infer<typeof suitableExpert>;
