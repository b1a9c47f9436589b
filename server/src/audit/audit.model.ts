import { type Connection, type Model, Schema } from 'mongoose';
import { number, text, textOrNull, time } from '../db/fields.ts';
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
    at: time,
    entry: text,
    callerRole: text,
    callerId: textOrNull,
    address: text,
    objectId: textOrNull,
    result: text,
    reason: textOrNull,
    fieldsJson: text,
    key: textOrNull,
    onceKey: String,
    previous: text,
    hash: text,
  },
  schemaOptions,
)
  .index({ onceKey: 1 }, { unique: true, sparse: true })
  .index({ at: 1 });

/** One document `head`: how far the chain went, so that rows cut off at its end are missed. It may lag behind the rows. */
export type AuditHeadDocument = { _id: string; seq: number; hash: string };

const headSchema = new Schema<AuditHeadDocument>({ _id: stringId, seq: number, hash: text }, schemaOptions);

export const auditModel = (connection: Connection): Model<AuditDocument> =>
  defineModel(connection, 'auditRows', auditSchema);

export const auditHeadModel = (connection: Connection): Model<AuditHeadDocument> =>
  defineModel(connection, 'auditHeads', headSchema);
