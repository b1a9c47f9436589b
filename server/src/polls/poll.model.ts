import { type Connection, type Model, Schema } from 'mongoose';
import { numberOrNull, text, time } from '../db/fields.ts';
import { defineModel, partOptions, schemaOptions, stringId } from '../db/schema-options.ts';

/** One poll with its votes; written whole. Votes are bounded by the halls, options by a limit. */
export type PollDocument = {
  _id: string;
  lectureId: string;
  title: string;
  kind: string;
  counting: string;
  options: string[];
  right: number | null;
  at: Date;
  state: string;
  stateAt: Date;
  votes: { hallId: string; counts: number[]; at: Date }[];
};

const pollSchema = new Schema<PollDocument>(
  {
    _id: stringId,
    lectureId: text,
    title: text,
    kind: text,
    counting: text,
    options: [String],
    right: numberOrNull,
    at: time,
    state: text,
    stateAt: time,
    votes: [new Schema({ hallId: text, counts: [Number], at: time }, partOptions)],
  },
  schemaOptions,
).index({ lectureId: 1, at: 1 });

export const pollModel = (connection: Connection): Model<PollDocument> => defineModel(connection, 'polls', pollSchema);
