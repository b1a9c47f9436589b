import { z } from 'zod';
import { everyone } from './kit/caller.ts';
import { fileOutput, route } from './kit/define.ts';
import { isoTime, line } from './kit/fields.ts';
import { accountId, commandKey, orgId, partId, requestId } from './kit/ids.ts';
import { legalField } from './kit/legal-field.ts';
import { maybePhone, phoneNumber } from './kit/phone.ts';
import {
  assignment,
  channel,
  consentKind,
  fileName,
  filePage,
  filePreview,
  firm,
  outcome,
  requestFile,
  requestFileLimits,
  requestState,
  timelineRow,
  wish,
} from './request-facts.ts';

/** What every channel asks. */
const asked = {
  text: line(2_000).min(5),
  name: line(40),
  placeId: orgId.nullable(),
  otherParty: z.string().trim().max(80),
  /** Name of the guardian, where the citizen is under 14; else empty. */
  guardian: z.string().trim().max(40),
};
/** Without the notice nothing is filed; what is sensitive is agreed to apart. */
const consents = { readNotice: z.literal(true), agreesSensitive: z.boolean() };

const filedByStaff = {
  ...asked,
  ...consents,
  field: legalField.nullable(),
  isUrgent: z.boolean(),
};
/** What staff type in for somebody; the notice was read out. */
const staffFiling = z.discriminatedUnion('channel', [
  z.strictObject({ channel: z.literal('hotline'), ...filedByStaff, phone: phoneNumber }),
  z.strictObject({ channel: z.literal('window'), ...filedByStaff, phone: maybePhone }),
  z.strictObject({ channel: z.literal('enterprise'), ...filedByStaff, phone: phoneNumber, firm }),
  z.strictObject({ channel: z.literal('assigned'), ...filedByStaff, phone: maybePhone, assignment }),
]);
export type StaffFiling = z.infer<typeof staffFiling>;

/** What a citizen or a firm fills in. `browserKey` is a random word that this browser keeps. */
const ownFiling = z.strictObject({
  ...asked,
  ...consents,
  phone: phoneNumber,
  firm: firm.nullable(),
  /** 找他咨询, from an expert's public page. */
  expertId: accountId.nullable().default(null),
  browserKey: commandKey,
});
export type OwnFiling = z.infer<typeof ownFiling>;

const hallFiling = z.strictObject({
  ...asked,
  ...consents,
  phone: maybePhone,
  /** Who at the hall fills it in. */
  operator: line(40),
});
export type HallFiling = z.infer<typeof hallFiling>;

/**
 * filed: new. again: the same text from the same browser within an hour; this is its first request. received: the same text for the same
 * telephone from elsewhere; the link goes to that telephone only. `code` opens the matter at a hall, for whoever has no phone.
 */
const filed = z.object({
  result: z.enum(['filed', 'again', 'received']),
  requestId: requestId.nullable(),
  number: z.string().nullable(),
  link: z.string().nullable(),
  linkExpiresAt: isoTime.nullable(),
  code: z.string().nullable(),
  /** Whether the wished expert is asked first. */
  wish: wish.nullable(),
});
export type Filed = z.infer<typeof filed>;

/** A matter as its citizen sees it. */
const matter = z.object({
  requestId,
  number: z.string(),
  state: requestState,
  channel,
  field: legalField.nullable(),
  text: z.string(),
  name: z.string(),
  phone: z.string(),
  placeName: z.string(),
  otherParty: z.string().nullable(),
  openedAt: isoTime,
  expert: z.object({ accountId, name: z.string() }).nullable(),
  wish: wish.nullable(),
  outcome: outcome.nullable(),
  answer: z.string().nullable(),
  /** Reasons only where they concern the citizen: refusal, reopening, who looked at the matter and why. */
  timeline: z.array(timelineRow),
  /** By when something is to happen next; null where no clock runs. */
  dueAt: isoTime.nullable(),
  files: z.array(requestFile),
  consents: z.array(z.object({ kind: consentKind, version: z.string(), at: isoTime, isGiven: z.boolean() })),
  linkExpiresAt: isoTime.nullable(),
  /** True on a hall's PC, where the page closes by itself. */
  isAtHall: z.boolean(),
  mayWithdraw: z.boolean(),
  mayAskOther: z.boolean(),
  helpTelephone: z.string(),
});
export type Matter = z.infer<typeof matter>;

const citizen = ['citizen'] as const;
const onMatter = { output: matter, roles: citizen, repeat: 'natural' as const };

export const matterRoutes = {
  /** `conflict/requester_blocked` with the telephone number that helps. */
  fileRequest: route({
    method: 'POST',
    path: '/api/public/requests',
    input: ownFiling,
    output: filed,
    roles: everyone,
    audit: { object: null, fields: ['placeId'] },
    repeat: 'secret',
    limit: 'pairing',
  }),
  /** supervisor: assigned only; the others: what they take in at a window or on the telephone. */
  fileForCitizen: route({
    method: 'POST',
    path: '/api/requests',
    input: staffFiling,
    output: filed,
    roles: ['organizer', 'clerk', 'expert', 'department', 'supervisor'],
    audit: { object: null, fields: ['channel', 'placeId', 'field', 'isUrgent'] },
    repeat: 'secret',
  }),
  fileAtHall: route({
    method: 'POST',
    path: '/api/hall/requests',
    input: hallFiling,
    output: filed,
    roles: ['hall'],
    audit: { object: null },
    repeat: 'secret',
  }),
  /** What this hall filed: number and stage, nothing else. */
  hallRequests: route({
    method: 'GET',
    path: '/api/hall/requests',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(z.object({ number: z.string(), state: requestState, openedAt: isoTime })) }),
    roles: ['hall'],
    audit: false,
    repeat: 'natural',
  }),
  /** The citizen's printed code opens the matter on this PC until it is idle for 15 minutes. Wrong ones: `not_found/matter_code_invalid`. */
  openMatterAtHall: route({
    method: 'POST',
    path: '/api/hall/matter',
    input: z.strictObject({
      matterCode: z
        .string()
        .max(20)
        .transform((typed) => typed.toUpperCase().replace(/[\s-]/g, '')),
    }),
    output: z.object({ requestId }),
    roles: ['hall'],
    audit: { object: null },
    repeat: 'natural',
    limit: 'pairing',
  }),
  myMatter: route({ ...onMatter, method: 'GET', path: '/api/matter', input: z.strictObject({}), audit: false }),
  /** Somebody is at the PC: 15 more minutes. Does nothing for links that last longer. */
  keepMatterOpen: route({
    method: 'POST',
    path: '/api/matter/keep',
    input: z.strictObject({}),
    output: z.object({}),
    roles: citizen,
    audit: false,
    repeat: 'natural',
  }),
  /** The link in hand lasts 90 days from now. */
  renewMatterLink: route({
    ...onMatter,
    method: 'POST',
    path: '/api/matter/link/renew',
    input: z.strictObject({}),
    audit: { object: null },
  }),
  /** A new link; all the older ones open nothing any more. */
  replaceMatterLink: route({
    method: 'POST',
    path: '/api/matter/link/replace',
    input: z.strictObject({}),
    output: z.object({ link: z.string(), linkExpiresAt: isoTime }),
    roles: citizen,
    audit: { object: null },
    repeat: 'secret',
  }),
  withdrawRequest: route({
    ...onMatter,
    method: 'POST',
    path: '/api/matter/withdraw',
    input: z.strictObject({ reason: z.string().trim().max(200) }),
    audit: { object: null },
  }),
  /** Once, and without a reason: the matter goes back to the board, and this expert does not get it again. */
  askOtherExpert: route({
    ...onMatter,
    method: 'POST',
    path: '/api/matter/other-expert',
    input: z.strictObject({}),
    audit: { object: null },
  }),
  /** Gives one of the separate consents or takes it back; the notice itself stays. */
  setMatterConsent: route({
    ...onMatter,
    method: 'PUT',
    path: '/api/matter/consents',
    input: z.strictObject({ kind: consentKind.exclude(['notice']), isGiven: z.boolean() }),
    audit: { object: null, fields: ['kind', 'isGiven'] },
  }),
  addMatterFile: route({
    method: 'POST',
    path: '/api/matter/files',
    input: z.strictObject({ name: fileName }),
    output: requestFile,
    roles: citizen,
    audit: { object: null },
    repeat: 'key',
    upload: { maxBytes: requestFileLimits.maxBytes },
  }),
  /** The small picture of a photo, once, after it was sent. */
  setMatterFilePreview: route({
    method: 'PUT',
    path: '/api/matter/files/:fileId/preview',
    input: z.strictObject({ fileId: partId, preview: filePreview }),
    output: z.object({}),
    roles: citizen,
    audit: { object: 'fileId' },
    repeat: 'natural',
  }),
  downloadMatterFile: route({
    method: 'GET',
    path: '/api/matter/files/:fileId',
    input: z.strictObject({ fileId: partId, page: filePage }),
    output: fileOutput,
    roles: citizen,
    audit: { object: 'fileId', fields: ['page'] },
    repeat: 'natural',
  }),
};
