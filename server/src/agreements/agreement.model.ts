import { type Connection, type Model, Schema } from 'mongoose';
import { flag, maybeEmpty, number, text, textOrNull, time, timeOrNull } from '../db/fields.ts';
import { outboxField, outboxIndex } from '../db/outbox-schema.ts';
import { defineModel, partOptions, schemaOptions, stringId } from '../db/schema-options.ts';
import type { OwedNotice } from '../kernel/outbox.ts';

type Scan = { hash: string; contentType: string; by: string; byId: string; at: Date };

export type AgreementDocument = {
  _id: string;
  requestId: string;
  requestNumber: string;
  type: string;
  way: string;
  number: string | null;
  state: string;
  expertId: string;
  expertName: string;
  title: string;
  text: string;
  parties: {
    id: string;
    name: string;
    idTail: string | null;
    address: string;
    phone: string | null;
    isCitizen: boolean;
    identity: { at: Date; by: string; how: string } | null;
    code: { hash: string; expiresAt: Date; triesLeft: number } | null;
    signature: { way: string; at: Date; device: string; by: string; strokes: unknown } | null;
  }[];
  mediator: { name: string; committee: string } | null;
  signedPaper: Scan | null;
  seal: Scan | null;
  textHash: string | null;
  hash: string | null;
  verifyToken?: string;
  createdAt: Date;
  presentedAt: Date | null;
  concludedAt: Date | null;
  endReason: string | null;
  timeline: { from: string; to: string; at: Date; by: string; reason: string | null }[];
  inspections: { by: string; reason: string; at: Date }[];
  revision: number;
  outbox: OwedNotice[];
};

const orNull = (schema: Schema) => ({ type: schema, default: null });

const identitySchema = new Schema({ at: time, by: maybeEmpty, how: text }, partOptions);
const codeSchema = new Schema({ hash: text, expiresAt: time, triesLeft: number }, partOptions);
const signatureSchema = new Schema(
  { way: text, at: time, device: maybeEmpty, by: maybeEmpty, strokes: { type: Schema.Types.Mixed, default: null } },
  partOptions,
);
const partySchema = new Schema(
  {
    id: text,
    name: text,
    idTail: textOrNull,
    address: maybeEmpty,
    phone: textOrNull,
    isCitizen: flag,
    identity: orNull(identitySchema),
    code: orNull(codeSchema),
    signature: orNull(signatureSchema),
  },
  partOptions,
);
const scanSchema = new Schema({ hash: text, contentType: text, by: maybeEmpty, byId: text, at: time }, partOptions);
const mediatorSchema = new Schema({ name: text, committee: text }, partOptions);
const moveSchema = new Schema({ from: text, to: text, at: time, by: maybeEmpty, reason: textOrNull }, partOptions);
const inspectionSchema = new Schema({ by: maybeEmpty, reason: maybeEmpty, at: time }, partOptions);

const agreementSchema = new Schema<AgreementDocument>(
  {
    _id: stringId,
    requestId: text,
    requestNumber: text,
    type: text,
    way: text,
    number: textOrNull,
    state: text,
    expertId: text,
    expertName: maybeEmpty,
    title: text,
    text: text,
    parties: [partySchema],
    mediator: orNull(mediatorSchema),
    signedPaper: orNull(scanSchema),
    seal: orNull(scanSchema),
    textHash: textOrNull,
    hash: textOrNull,
    // Absent, not null, where there is none: the index is unique and sparse.
    verifyToken: String,
    createdAt: time,
    presentedAt: timeOrNull,
    concludedAt: timeOrNull,
    endReason: textOrNull,
    timeline: [moveSchema],
    inspections: [inspectionSchema],
    revision: number,
    outbox: outboxField,
  },
  schemaOptions,
)
  .index({ requestId: 1, createdAt: 1 })
  .index({ verifyToken: 1 }, { unique: true, sparse: true })
  .index({ state: 1 })
  .index(outboxIndex);

export const agreementModel = (connection: Connection): Model<AgreementDocument> =>
  defineModel(connection, 'agreements', agreementSchema);
