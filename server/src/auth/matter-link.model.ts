import { type Connection, type Model, Schema } from 'mongoose';
import { type MatterRole, matterRoles } from '#shared/kit/caller.ts';
import { maybeEmpty, text, textOrNull, time } from '../db/fields.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

/** A personal link of one matter; it may be opened again and again until it expires. Revoking deletes it: the audit log remembers. */
export type MatterLinkDocument = {
  _id: string;
  role: MatterRole;
  requestId: string;
  consultationId: string | null;
  partyId: string | null;
  name: string;
  tokenHash: string;
  createdAt: Date;
  expiresAt: Date;
};

const matterLinkSchema = new Schema<MatterLinkDocument>(
  {
    _id: stringId,
    role: { type: String, enum: matterRoles, required: true },
    requestId: text,
    consultationId: textOrNull,
    partyId: textOrNull,
    name: maybeEmpty,
    tokenHash: { type: String, required: true, unique: true },
    createdAt: time,
    expiresAt: time,
  },
  schemaOptions,
)
  .index({ requestId: 1 })
  .index({ expiresAt: 1 });

export const matterLinkModel = (connection: Connection): Model<MatterLinkDocument> =>
  defineModel(connection, 'matterLinks', matterLinkSchema);
