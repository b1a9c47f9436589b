import { type Connection, type Model, Schema } from 'mongoose';
import { maybeEmpty, number, text, textOrNull, time, timeOrNull } from '../db/fields.ts';
import { outboxField, outboxIndex } from '../db/outbox-schema.ts';
import { defineModel, partOptions, schemaOptions, stringId } from '../db/schema-options.ts';
import type { OwedNotice } from '../kernel/outbox.ts';

export type RecordDocument = {
  _id: string;
  /** `c:<meeting>`, or `r:<matter>:<n>` for the n-th answer without one: of several who open it at once one makes it. */
  subject: string;
  requestId: string;
  requestNumber: string;
  consultationId: string | null;
  form: string;
  number: string | null;
  state: string;
  expertId: string;
  expertName: string;
  citizen: { name: string; phone: string; firm: string | null };
  content: {
    place: string;
    present: string;
    facts: string;
    questions: string;
    advice: string;
    outcome: string | null;
    outcomeNote: string;
    risks: { id: string; risk: string; level: string; advice: string }[];
  };
  stamps: { field: string; revision: number; editorId: string; seq: number }[];
  kept: { id: string; field: string; editorId: string; value: unknown; by: string; at: Date }[];
  answers: { accountId: string; name: string; orgName: string; text: string; at: Date }[];
  verdict: string | null;
  verdictWords: string | null;
  verdictAt: Date | null;
  addenda: { id: string; text: string; by: string; at: Date; hash: string }[];
  inspections: { by: string; reason: string; at: Date }[];
  timeline: { from: string; to: string; at: Date; by: string; reason: string | null }[];
  hash: string | null;
  verifyToken?: string;
  createdAt: Date;
  savedAt: Date;
  presentedAt: Date | null;
  closesAt: Date | null;
  closedAt: Date | null;
  owesOutcome: boolean;
  revision: number;
  outbox: OwedNotice[];
};

const contentSchema = new Schema(
  {
    place: maybeEmpty,
    present: maybeEmpty,
    facts: maybeEmpty,
    questions: maybeEmpty,
    advice: maybeEmpty,
    outcome: textOrNull,
    outcomeNote: maybeEmpty,
    risks: [new Schema({ id: text, risk: maybeEmpty, level: text, advice: maybeEmpty }, partOptions)],
  },
  partOptions,
);
const citizenSchema = new Schema({ name: maybeEmpty, phone: maybeEmpty, firm: textOrNull }, partOptions);
const stampSchema = new Schema({ field: text, revision: number, editorId: text, seq: number }, partOptions);
const keptSchema = new Schema(
  { id: text, field: text, editorId: text, value: { type: Schema.Types.Mixed }, by: maybeEmpty, at: time },
  partOptions,
);
const answerSchema = new Schema(
  { accountId: text, name: text, orgName: maybeEmpty, text: text, at: time },
  partOptions,
);
const addendumSchema = new Schema({ id: text, text: text, by: maybeEmpty, at: time, hash: text }, partOptions);
const inspectionSchema = new Schema({ by: maybeEmpty, reason: maybeEmpty, at: time }, partOptions);
const moveSchema = new Schema({ from: text, to: text, at: time, by: maybeEmpty, reason: textOrNull }, partOptions);

const recordSchema = new Schema<RecordDocument>(
  {
    _id: stringId,
    subject: text,
    requestId: text,
    requestNumber: text,
    consultationId: textOrNull,
    form: text,
    number: textOrNull,
    state: text,
    expertId: text,
    expertName: maybeEmpty,
    citizen: { type: citizenSchema, required: true },
    content: { type: contentSchema, required: true },
    stamps: [stampSchema],
    kept: [keptSchema],
    answers: [answerSchema],
    verdict: textOrNull,
    verdictWords: textOrNull,
    verdictAt: timeOrNull,
    addenda: [addendumSchema],
    inspections: [inspectionSchema],
    timeline: [moveSchema],
    hash: textOrNull,
    // Absent, not null, where there is none: the index is unique and sparse.
    verifyToken: String,
    createdAt: time,
    savedAt: time,
    presentedAt: timeOrNull,
    closesAt: timeOrNull,
    closedAt: timeOrNull,
    owesOutcome: { type: Boolean, default: false },
    revision: number,
    outbox: outboxField,
  },
  schemaOptions,
)
  .index({ subject: 1 }, { unique: true })
  .index({ verifyToken: 1 }, { unique: true, sparse: true })
  .index({ requestId: 1, createdAt: 1 })
  .index({ consultationId: 1 })
  .index({ state: 1, closesAt: 1 })
  .index({ owesOutcome: 1 })
  .index(outboxIndex);

export const recordModel = (connection: Connection): Model<RecordDocument> =>
  defineModel(connection, 'records', recordSchema);
