import { type Connection, type Model, Schema } from 'mongoose';
import { maybeEmpty, time } from '../db/fields.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

/** What is known of a hall beyond its place in the tree, whose code it carries. */
export type HallDocument = { _id: string; contactName: string; contactPhone: string };

const hallSchema = new Schema<HallDocument>(
  { _id: stringId, contactName: maybeEmpty, contactPhone: maybeEmpty },
  schemaOptions,
);

/** The one pairing code of a hall that counts, by the hall: a new one takes the place of the older, using it deletes it. */
export type PairingCodeDocument = { _id: string; codeHash: string; expiresAt: Date };

const pairingCodeSchema = new Schema<PairingCodeDocument>(
  {
    _id: stringId,
    codeHash: { type: String, required: true, unique: true },
    expiresAt: time,
  },
  schemaOptions,
);

export const hallModel = (connection: Connection): Model<HallDocument> => defineModel(connection, 'halls', hallSchema);

export const pairingCodeModel = (connection: Connection): Model<PairingCodeDocument> =>
  defineModel(connection, 'pairingCodes', pairingCodeSchema);
