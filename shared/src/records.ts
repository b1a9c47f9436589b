import { z } from 'zod';
import { fileOutput, route } from './kit/define.ts';
import { isoTime, line, reasonText } from './kit/fields.ts';
import { accountId, consultationId, partId, recordId, requestId } from './kit/ids.ts';
import {
  recordContent,
  recordField,
  recordForm,
  recordOutcome,
  recordPatch,
  recordState,
  recordVerdict,
} from './record-content.ts';

/** A text that was typed in one window while another one had already saved a newer one. Nothing typed is thrown away. */
export const keptText = z.object({
  id: partId,
  field: recordField,
  value: recordContent.partial(),
  by: z.string(),
  at: isoTime,
});

const departmentAnswer = z.object({ accountId, name: z.string(), orgName: z.string(), text: z.string(), at: isoTime });
const addendum = z.object({ id: partId, text: z.string(), by: z.string(), at: isoTime, hash: z.string() });

/** What a list says of a record; it is all that an organizer reads. */
export const recordSummary = z.object({
  id: recordId,
  requestId,
  consultationId: consultationId.nullable(),
  form: recordForm,
  /** Given when it is presented for the first time, e.g. 舒咨录〔2026〕137号. */
  number: z.string().nullable(),
  state: recordState,
  outcome: recordOutcome.nullable(),
  verdict: recordVerdict.nullable(),
  createdAt: isoTime,
  presentedAt: isoTime.nullable(),
  closedAt: isoTime.nullable(),
  /** When it closes by itself, while it waits for the citizen. */
  closesAt: isoTime.nullable(),
  mayRead: z.boolean(),
});
export type RecordSummary = z.infer<typeof recordSummary>;

export const recordDetail = z.object({
  ...recordSummary.shape,
  requestNumber: z.string(),
  /** The asking person or firm as it stands in the record; the phone masked. */
  citizen: z.object({ name: z.string(), phone: z.string(), firm: z.string().nullable() }),
  expertName: z.string(),
  content: recordContent,
  revision: z.number().int(),
  savedAt: isoTime,
  answers: z.array(departmentAnswer),
  /** The words of an objection or refusal. */
  verdictWords: z.string().nullable(),
  verdictAt: isoTime.nullable(),
  addenda: z.array(addendum),
  /** Hash of what is presented or closed; the citizen confirms exactly this. */
  hash: z.string().nullable(),
  verifyUrl: z.string().nullable(),
  kept: z.array(keptText),
  timeline: z.array(
    z.object({ from: recordState, to: recordState, at: isoTime, by: z.string(), reason: z.string().nullable() }),
  ),
  /** Supervisors who read it, and why: the parties see this. */
  inspections: z.array(z.object({ by: z.string(), reason: z.string(), at: isoTime })),
  mayWrite: z.boolean(),
  mayAnswer: z.boolean(),
  mayConfirm: z.boolean(),
});
export type RecordDetail = z.infer<typeof recordDetail>;

const byId = z.strictObject({ recordId });
const readers = ['citizen', 'expert', 'department'] as const;
const experts = ['expert'] as const;

export const recordRoutes = {
  /** A matter's records, oldest first. Organizer and supervisor: state and outcome only. */
  listRecords: route({
    method: 'GET',
    path: '/api/requests/:requestId/records',
    input: z.strictObject({ requestId }),
    output: z.object({ records: z.array(recordSummary), mayWrite: z.boolean() }),
    roles: [...readers, 'organizer', 'supervisor'],
    audit: false,
    repeat: 'natural',
  }),
  /** The record of this meeting, or of the answer without one; made if it is not there yet. Lead expert. */
  openRecord: route({
    method: 'POST',
    path: '/api/requests/:requestId/records',
    input: z.strictObject({ requestId, consultationId: consultationId.nullable(), form: recordForm.optional() }),
    output: recordDetail,
    roles: experts,
    audit: { object: 'requestId', fields: ['consultationId', 'form'] },
    repeat: 'natural',
  }),
  getRecord: route({
    method: 'GET',
    path: '/api/records/:recordId',
    input: byId,
    output: recordDetail,
    roles: readers,
    audit: false,
    repeat: 'natural',
  }),
  /** For a supervisor, with a reason that stands in the record from then on. */
  inspectRecord: route({
    method: 'POST',
    path: '/api/records/:recordId/inspections',
    input: z.strictObject({ recordId, reason: reasonText }),
    output: recordDetail,
    roles: ['supervisor'],
    audit: { object: 'recordId', fields: ['reason'] },
    repeat: 'key',
  }),
  /**
   * Saves the fields that were typed in since `baseRevision`, the revision that this window has seen. A field that another window has
   * changed since then stays as it is: the answer brings its newer text, and the one that came too late is kept beside it. `editorId` is
   * the window, `seq` counts its savings, so that one that comes twice or late does nothing.
   */
  saveRecordDraft: route({
    method: 'PATCH',
    path: '/api/records/:recordId/draft',
    input: z.strictObject({
      recordId,
      baseRevision: z.number().int().min(0),
      editorId: z.string().regex(/^[A-Za-z0-9_-]{8,40}$/),
      seq: z.number().int().min(1),
      patch: recordPatch,
    }),
    output: z.object({
      revision: z.number().int(),
      savedAt: isoTime,
      /** What stands in the record now for every field that this window had not seen in its newest form. */
      newer: recordContent.partial(),
      /** Fields of the patch that were not taken over, because another window was first. */
      conflicts: z.array(recordField),
      kept: z.array(keptText),
    }),
    roles: experts,
    audit: { object: 'recordId', fields: ['baseRevision'] },
    repeat: 'natural',
  }),
  /** Forgets a kept text once it was taken over or is not wanted. */
  dropKeptText: route({
    method: 'DELETE',
    path: '/api/records/:recordId/kept/:keptId',
    input: z.strictObject({ recordId, keptId: partId }),
    output: recordDetail,
    roles: experts,
    audit: { object: 'recordId' },
    repeat: 'natural',
  }),
  /** A department that was called in adds or changes its own answer while the record is a draft. */
  answerInRecord: route({
    method: 'PUT',
    path: '/api/records/:recordId/answer',
    input: z.strictObject({ recordId, text: line(4_000) }),
    output: recordDetail,
    roles: ['department'],
    audit: { object: 'recordId' },
    repeat: 'natural',
  }),
  /** Shows it to the citizen. Refused at the field while facts, advice or outcome are missing. */
  presentRecord: route({
    method: 'POST',
    path: '/api/records/:recordId/present',
    input: z.strictObject({ recordId, revision: z.number().int() }),
    output: recordDetail,
    roles: experts,
    audit: { object: 'recordId', fields: ['revision'] },
    repeat: 'key',
  }),
  /** Back to a draft, while the citizen has not confirmed: to mend what the objection or a second look has shown. */
  reviseRecord: route({
    method: 'POST',
    path: '/api/records/:recordId/revise',
    input: byId,
    output: recordDetail,
    roles: experts,
    audit: { object: 'recordId' },
    repeat: 'key',
  }),
  /** 核对无误, of exactly the text with this hash. The record is closed by it. */
  confirmRecord: route({
    method: 'POST',
    path: '/api/records/:recordId/confirm',
    input: z.strictObject({ recordId, hash: z.string().length(64) }),
    output: recordDetail,
    roles: ['citizen'],
    audit: { object: 'recordId', fields: ['hash'] },
    repeat: 'key',
  }),
  objectToRecord: route({
    method: 'POST',
    path: '/api/records/:recordId/object',
    input: z.strictObject({ recordId, hash: z.string().length(64), words: line(2_000) }),
    output: recordDetail,
    roles: ['citizen'],
    audit: { object: 'recordId', fields: ['hash'] },
    repeat: 'key',
  }),
  /** The citizen will not confirm: said on the own page, or noted by the lead expert with what was said. */
  refuseRecord: route({
    method: 'POST',
    path: '/api/records/:recordId/refuse',
    input: z.strictObject({ recordId, words: line(2_000) }),
    output: recordDetail,
    roles: ['citizen', 'expert'],
    audit: { object: 'recordId' },
    repeat: 'key',
  }),
  /** Closes it with the objection or refusal noted. */
  closeRecord: route({
    method: 'POST',
    path: '/api/records/:recordId/close',
    input: byId,
    output: recordDetail,
    roles: experts,
    audit: { object: 'recordId' },
    repeat: 'key',
  }),
  /** A closed record is never changed; what is to be said later stands below it. */
  addToRecord: route({
    method: 'POST',
    path: '/api/records/:recordId/addenda',
    input: z.strictObject({ recordId, text: line(4_000) }),
    output: recordDetail,
    roles: experts,
    audit: { object: 'recordId' },
    repeat: 'key',
  }),
  /** The closed record on paper. */
  recordPdf: route({
    method: 'GET',
    path: '/api/records/:recordId/pdf',
    input: byId,
    output: fileOutput,
    roles: readers,
    audit: { object: 'recordId' },
    repeat: 'natural',
  }),
};
