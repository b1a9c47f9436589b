import { type Connection, type Model, Schema } from 'mongoose';
import { number, text, textOrNull, time } from '../db/fields.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

/** One count of one hall in one lecture: a fact, only ever inserted. */
export type HeadCountDocument = {
  _id: string;
  lectureId: string;
  hallId: string;
  heads: number;
  at: Date;
  /** Name of the hall that reported, or of the organizer who corrected. */
  by: string;
  /** Of a correction. */
  reason: string | null;
};

/** When a director asked last; its key is the lecture's. */
export type HeadAskDocument = { _id: string; at: Date };

const countSchema = new Schema<HeadCountDocument>(
  {
    _id: stringId,
    lectureId: text,
    hallId: text,
    heads: number,
    at: time,
    by: text,
    reason: textOrNull,
  },
  schemaOptions,
).index({ lectureId: 1, at: 1 });

const askSchema = new Schema<HeadAskDocument>({ _id: stringId, at: time }, schemaOptions);

export const headCountModel = (connection: Connection): Model<HeadCountDocument> =>
  defineModel(connection, 'headCounts', countSchema);
export const headAskModel = (connection: Connection): Model<HeadAskDocument> =>
  defineModel(connection, 'headAsks', askSchema);
