import { type Connection, type Model, Schema } from 'mongoose';
import { number, text, textOrNull, time } from '../db/fields.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

/** One question of one hall in one lecture; written whole by the process in which the lecture runs. */
export type QuestionDocument = {
  _id: string;
  lectureId: string;
  hallId: string;
  hallName: string;
  text: string;
  askedBy: string | null;
  at: Date;
  state: string;
  stateAt: Date;
  reason: string | null;
  answer: string | null;
  answeredBy: string | null;
  mergedInto: string | null;
  requestId: string | null;
  requestNumber?: string | null;
  order: number;
};

const questionSchema = new Schema<QuestionDocument>(
  {
    _id: stringId,
    lectureId: text,
    hallId: text,
    hallName: text,
    text,
    askedBy: textOrNull,
    at: time,
    state: text,
    stateAt: time,
    reason: textOrNull,
    answer: textOrNull,
    answeredBy: textOrNull,
    mergedInto: textOrNull,
    requestId: textOrNull,
    requestNumber: textOrNull,
    order: number,
  },
  schemaOptions,
).index({ lectureId: 1, order: 1 });

export const questionModel = (connection: Connection): Model<QuestionDocument> =>
  defineModel(connection, 'questions', questionSchema);
