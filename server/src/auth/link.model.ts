import { type Connection, type Model, Schema } from 'mongoose';
import { maybeEmpty, time } from '../db/fields.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

export const linkKinds = ['account', 'hall', 'firstAdmin'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** A single-use link. Its key is whom it is for, so a new one replaces the older; using it deletes it. */
export type LinkDocument = {
  _id: string;
  kind: LinkKind;
  /** Account id or hall id; empty for the first administrator, who does not exist yet. */
  subjectId: string;
  tokenHash: string;
  expiresAt: Date;
};

const linkSchema = new Schema<LinkDocument>(
  {
    _id: stringId,
    kind: { type: String, enum: linkKinds, required: true },
    subjectId: maybeEmpty,
    tokenHash: { type: String, required: true, unique: true },
    expiresAt: time,
  },
  schemaOptions,
).index({ expiresAt: 1 });

export const linkModel = (connection: Connection): Model<LinkDocument> => defineModel(connection, 'links', linkSchema);
