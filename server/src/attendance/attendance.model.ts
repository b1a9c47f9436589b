import { type Connection, type Model, Schema } from 'mongoose';
import { number, text, time } from '../db/fields.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

/** One stretch of one hall in one lecture. Only ever inserted, and closed once by setting `to` and `reason`. */
export type SpanDocument = {
  _id: string;
  lectureId: string;
  hallId: string;
  processId: string;
  connectionId: string;
  from: Date;
  to?: Date;
  reason?: string;
};

/** A hall that a published lecture expects, with the names of that time. A set is written once and never altered. */
export type ExpectedHallDocument = {
  _id: string;
  setId: string;
  lectureId: string;
  hallId: string;
  name: string;
  path: string;
  townshipId: string;
  townshipName: string;
  /** Place in the tree's order. */
  order: number;
};

const spanSchema = new Schema<SpanDocument>(
  {
    _id: stringId,
    lectureId: text,
    hallId: text,
    processId: text,
    connectionId: text,
    from: time,
    to: Date,
    reason: String,
  },
  schemaOptions,
)
  .index({ lectureId: 1, from: 1 })
  .index({ processId: 1, to: 1 });

const expectedHallSchema = new Schema<ExpectedHallDocument>(
  {
    _id: stringId,
    setId: text,
    lectureId: text,
    hallId: text,
    name: text,
    path: text,
    townshipId: text,
    townshipName: text,
    order: number,
  },
  schemaOptions,
)
  .index({ setId: 1, hallId: 1 }, { unique: true })
  .index({ lectureId: 1 });

export const spanModel = (connection: Connection): Model<SpanDocument> =>
  defineModel(connection, 'attendanceSpans', spanSchema);

export const expectedHallModel = (connection: Connection): Model<ExpectedHallDocument> =>
  defineModel(connection, 'expectedHalls', expectedHallSchema);
