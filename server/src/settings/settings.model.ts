import { type Connection, type Model, Schema } from 'mongoose';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

/** One document for the county. What a newer version adds is missing in it and has its usual value. */
export type SettingsDocument = { _id: string; revision: number; values: Record<string, unknown> };

const schema = new Schema<SettingsDocument>(
  { _id: stringId, revision: { type: Number, required: true }, values: { type: Schema.Types.Mixed, required: true } },
  schemaOptions,
);

export const settingsModel = (connection: Connection): Model<SettingsDocument> =>
  defineModel(connection, 'settings', schema);
