import { type Connection, type Model, Schema } from 'mongoose';
import { numberOrNull, text, time } from '../db/fields.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

/** One entry of later viewing: a fact, only ever inserted. */
export type SupplementDocument = {
  _id: string;
  lectureId: string;
  hallId: string;
  hallName: string;
  /** Null: what was entered before is taken back. */
  heads: number | null;
  reason: string;
  by: string;
  at: Date;
};

const supplementSchema = new Schema<SupplementDocument>(
  {
    _id: stringId,
    lectureId: text,
    hallId: text,
    hallName: text,
    heads: numberOrNull,
    reason: text,
    by: text,
    at: time,
  },
  schemaOptions,
).index({ lectureId: 1, at: 1 });

export const supplementModel = (connection: Connection): Model<SupplementDocument> =>
  defineModel(connection, 'supplements', supplementSchema);
