import { type Connection, type Model, Schema } from 'mongoose';
import { number, text, time } from '../db/fields.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

/** One document for the county. What a newer version adds is missing in it and has its usual value. */
export type SettingsDocument = {
  _id: string;
  revision: number;
  values: Record<string, unknown>;
  /** Oldest first, bounded; written with the values in one update. */
  changes: { at: Date; by: string; revision: number; key: string; from: string; to: string }[];
};

const change = new Schema<SettingsDocument['changes'][number]>(
  {
    at: time,
    by: text,
    revision: number,
    key: text,
    from: text,
    to: text,
  },
  { _id: false },
);
const schema = new Schema<SettingsDocument>(
  {
    _id: stringId,
    revision: number,
    values: { type: Schema.Types.Mixed, required: true },
    changes: { type: [change], default: [] },
  },
  schemaOptions,
);

export const settingsModel = (connection: Connection): Model<SettingsDocument> =>
  defineModel(connection, 'settings', schema);
