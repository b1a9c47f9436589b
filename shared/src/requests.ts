import { z } from 'zod';
import { everyone } from './kit/caller.ts';
import { fileOutput, route } from './kit/define.ts';
import { isoTime, line, reasonText } from './kit/fields.ts';
import { accountId, orgId, partId, requestId } from './kit/ids.ts';
import { legalField } from './kit/legal-field.ts';
import { pageInput, pageOf } from './kit/paging.ts';
import {
  channel,
  fileName,
  filePage,
  filePreview,
  outcome,
  requestDetail,
  requestFile,
  requestFileLimits,
  requestRow,
  requestState,
  suitableExpert,
} from './request-facts.ts';

const byId = z.strictObject({ requestId });
const readers = ['organizer', 'clerk', 'expert', 'department', 'supervisor'] as const;
const blockedRequester = z.object({
  id: partId,
  name: z.string(),
  phone: z.string(),
  reason: z.string(),
  by: z.string(),
  at: isoTime,
  until: isoTime,
  endedAt: isoTime.nullable(),
  endReason: z.string().nullable(),
});
const dispatchers = ['organizer', 'supervisor'] as const;
const change = { output: requestDetail, repeat: 'key' as const };

export const requestRoutes = {
  /**
   * Overdue first, then urgent and enterprise ones, then the newest. organizer: the branch; clerk: filed by it, and by exact number or
   * telephone any of its branch; expert: assigned; department: called in; supervisor: all, without content.
   */
  listRequests: route({
    method: 'GET',
    path: '/api/requests',
    input: z.strictObject({
      ...pageInput,
      state: requestState.optional(),
      channel: channel.optional(),
      field: legalField.optional(),
      placeId: orgId.optional(),
      overdue: z.enum(['yes']).optional(),
      search: z.string().trim().max(40).optional(),
    }),
    output: pageOf(requestRow),
    roles: readers,
    audit: false,
    repeat: 'natural',
  }),
  /** How many need an organizer now, and the newest urgent one, so that a page can ring. */
  requestAlarms: route({
    method: 'GET',
    path: '/api/requests/alarms',
    input: z.strictObject({}),
    output: z.object({
      overdue: z.number().int(),
      toDispatch: z.number().int(),
      newestUrgent: z.object({ id: requestId, number: z.string(), at: isoTime }).nullable(),
    }),
    roles: ['organizer'],
    audit: false,
    repeat: 'natural',
  }),
  /** Masked matters that this expert may claim: those it covers first, then its fields' and those without a field. */
  claimBoard: route({
    method: 'GET',
    path: '/api/requests/board',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        requestRow.extend({ isCovering: z.boolean(), isWished: z.boolean(), otherParty: z.string().nullable() }),
      ),
    }),
    roles: ['expert'],
    audit: false,
    repeat: 'natural',
  }),
  getRequest: route({
    method: 'GET',
    path: '/api/requests/:requestId',
    input: byId,
    output: requestDetail,
    roles: readers.filter((role) => role !== 'supervisor'),
    audit: false,
    repeat: 'natural',
  }),
  /** A supervisor reads with a reason, which stands on the timeline where the parties see it. */
  inspectRequest: route({
    method: 'POST',
    path: '/api/requests/:requestId/inspect',
    input: z.strictObject({ requestId, reason: reasonText }),
    output: requestDetail,
    roles: ['supervisor'],
    audit: { object: 'requestId', fields: ['reason'] },
    repeat: 'key',
  }),
  revealRequestPhone: route({
    method: 'POST',
    path: '/api/requests/:requestId/phone',
    input: z.strictObject({ requestId, reason: reasonText }),
    output: z.object({ phone: z.string() }),
    roles: ['organizer', 'clerk', 'expert'],
    audit: { object: 'requestId', fields: ['reason'] },
    repeat: 'natural',
  }),
  /** The expert declares at the same time that there is no conflict of interest 回避. Exactly one wins; `conflict/request_taken` for the others. */
  claimRequest: route({
    ...change,
    method: 'POST',
    path: '/api/requests/:requestId/claim',
    input: z.strictObject({ requestId, noConflict: z.literal(true) }),
    roles: ['expert'],
    audit: { object: 'requestId', fields: ['noConflict'] },
  }),
  /** Back to the board. With a conflict of interest this expert is not offered it again. */
  releaseRequest: route({
    ...change,
    method: 'POST',
    path: '/api/requests/:requestId/release',
    input: z.strictObject({ requestId, reason: reasonText, isConflict: z.boolean() }),
    output: z.object({}),
    roles: ['expert'],
    audit: { object: 'requestId', fields: ['reason', 'isConflict'] },
  }),
  suitableExperts: route({
    method: 'GET',
    path: '/api/requests/:requestId/experts',
    input: byId,
    output: z.object({ experts: z.array(suitableExpert) }),
    roles: dispatchers,
    audit: false,
    repeat: 'natural',
  }),
  dispatchRequest: route({
    ...change,
    method: 'POST',
    path: '/api/requests/:requestId/dispatch',
    input: z.strictObject({ requestId, expertId: accountId, note: z.string().trim().max(200) }),
    roles: dispatchers,
    audit: { object: 'requestId', fields: ['expertId'] },
  }),
  /**
   * From the expert who has it as the caller knows it (`conflict/request_changed` where it is another one by now), to be dispatched anew; a
   * meeting that was agreed is called off. `invalid_state` while one runs.
   */
  takeBackRequest: route({
    ...change,
    method: 'POST',
    path: '/api/requests/:requestId/take-back',
    input: z.strictObject({ requestId, expertId: accountId, reason: reasonText }),
    roles: ['organizer'],
    audit: { object: 'requestId', fields: ['expertId', 'reason'] },
  }),
  /** The first handler says what it is about, and whether it cannot wait: urgent goes to dispatch at once and rings. */
  sortRequest: route({
    ...change,
    method: 'POST',
    path: '/api/requests/:requestId/sort',
    input: z.strictObject({ requestId, field: legalField.nullable(), isUrgent: z.boolean() }),
    roles: ['organizer', 'clerk', 'expert'],
    audit: { object: 'requestId', fields: ['field', 'isUrgent'] },
  }),
  refuseRequest: route({
    ...change,
    method: 'POST',
    path: '/api/requests/:requestId/refuse',
    input: z.strictObject({ requestId, reason: reasonText }),
    roles: ['organizer'],
    audit: { object: 'requestId', fields: ['reason'] },
  }),
  /** An answer in writing, without a meeting; the matter is concluded. */
  answerRequest: route({
    ...change,
    method: 'POST',
    path: '/api/requests/:requestId/answer',
    input: z.strictObject({ requestId, answer: line(5_000), outcome }),
    roles: ['expert'],
    audit: { object: 'requestId', fields: ['outcome'] },
  }),
  addRequestFile: route({
    method: 'POST',
    path: '/api/requests/:requestId/files',
    input: z.strictObject({ requestId, name: fileName }),
    output: requestFile,
    roles: ['clerk', 'expert', 'department'],
    audit: { object: 'requestId' },
    repeat: 'key',
    upload: { maxBytes: requestFileLimits.maxBytes },
  }),
  /** The small picture of a photo, once, after it was sent. */
  setRequestFilePreview: route({
    method: 'PUT',
    path: '/api/requests/:requestId/files/:fileId/preview',
    input: z.strictObject({ requestId, fileId: partId, preview: filePreview }),
    output: z.object({}),
    roles: ['clerk', 'expert', 'department'],
    audit: { object: 'requestId', fields: ['fileId'] },
    repeat: 'natural',
  }),
  downloadRequestFile: route({
    method: 'GET',
    path: '/api/requests/:requestId/files/:fileId',
    input: z.strictObject({ requestId, fileId: partId, page: filePage }),
    output: fileOutput,
    roles: ['expert', 'department'],
    audit: { object: 'requestId', fields: ['fileId', 'page'] },
    repeat: 'natural',
  }),
  /** A new personal link goes to the citizen's telephone, and the older ones end if wanted (a lost phone). */
  resendMatterLink: route({
    method: 'POST',
    path: '/api/requests/:requestId/link',
    input: z.strictObject({ requestId, endOthers: z.boolean() }),
    output: z.object({}),
    roles: ['clerk', 'organizer'],
    audit: { object: 'requestId', fields: ['endOthers'] },
    repeat: 'key',
  }),
  /** 黑名单: nothing can be filed online for this telephone until the day is over. */
  blockRequester: route({
    method: 'POST',
    path: '/api/requests/:requestId/block',
    input: z.strictObject({ requestId, reason: reasonText, days: z.number().int().min(1).max(730) }),
    output: blockedRequester,
    roles: ['supervisor'],
    audit: { object: 'requestId', fields: ['reason', 'days'] },
    repeat: 'key',
  }),
  listBlockedRequesters: route({
    method: 'GET',
    path: '/api/blocked-requesters',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(blockedRequester) }),
    roles: dispatchers,
    audit: false,
    repeat: 'natural',
  }),
  /** Before its day, for example after an objection. */
  unblockRequester: route({
    method: 'POST',
    path: '/api/blocked-requesters/:blockId/end',
    input: z.strictObject({ blockId: partId, reason: reasonText }),
    output: blockedRequester,
    roles: ['supervisor'],
    audit: { object: 'blockId', fields: ['reason'] },
    repeat: 'key',
  }),
  /** Places that a form offers: townships and villages by name, nothing else of the tree. */
  publicPlaces: route({
    method: 'GET',
    path: '/api/public/places',
    input: z.strictObject({}),
    output: z.object({
      places: z.array(
        z.object({ id: orgId, name: z.string(), pinyin: z.string(), townshipName: z.string().nullable() }),
      ),
      helpTelephone: z.string(),
    }),
    roles: everyone,
    audit: false,
    repeat: 'natural',
  }),
};
