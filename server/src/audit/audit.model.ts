import { type Connection, type Model, Schema } from 'mongoose';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

/** One row of the log: only ever inserted. */
export type AuditDocument = {
  _id: string;
  /** 1, 2, 3 … without a gap; unique, so that two writers cannot both append at one place. */
  seq: number;
  at: Date;
  entry: string;
  callerRole: string;
  callerId: string | null;
  address: string;
  objectId: string | null;
  result: string;
  reason: string | null;
  /** JSON as text: what was hashed is what is stored, to the letter. */
  fieldsJson: string;
  key: string | null;
  /** Caller, entry and key of a command that was carried out: its row is written once, however often it is repeated. */
  onceKey?: string;
  /** Hash of the row before. */
  previous: string;
  hash: string;
};

const auditSchema = new Schema<AuditDocument>(
  {
    _id: stringId,
    seq: { type: Number, required: true, unique: true },
    at: { type: Date, required: true },
    entry: { type: String, required: true },
    callerRole: { type: String, required: true },
    callerId: { type: String, default: null },
    address: { type: String, required: true },
    objectId: { type: String, default: null },
    result: { type: String, required: true },
    reason: { type: String, default: null },
    fieldsJson: { type: String, required: true },
    key: { type: String, default: null },
    onceKey: String,
    previous: { type: String, required: true },
    hash: { type: String, required: true },
  },
  schemaOptions,
)
  .index({ onceKey: 1 }, { unique: true, sparse: true })
  .index({ at: 1 });

/** One document `head`: how far the chain went, so that rows cut off at its end are missed. It may lag behind the rows. */
export type AuditHeadDocument = { _id: string; seq: number; hash: string };

const headSchema = new Schema<AuditHeadDocument>(
  { _id: stringId, seq: { type: Number, required: true }, hash: { type: String, required: true } },
  schemaOptions,
);

export const auditModel = (connection: Connection): Model<AuditDocument> =>
  defineModel(connection, 'auditRows', auditSchema);

export const auditHeadModel = (connection: Connection): Model<AuditHeadDocument> =>
  defineModel(connection, 'auditHeads', headSchema);
