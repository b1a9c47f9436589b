import { type Connection, type Model, Schema } from 'mongoose';
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

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;

const pollSchema = new Schema<PollDocument>(
  {
    _id: stringId,
    lectureId: text,
    title: text,
    kind: text,
    counting: text,
    options: [String],
    right: { type: Number, default: null },
    at: moment,
    state: text,
    stateAt: moment,
    votes: [new Schema({ hallId: text, counts: [Number], at: moment }, partOptions)],
  },
  schemaOptions,
).index({ lectureId: 1, at: 1 });

export const pollModel = (connection: Connection): Model<PollDocument> => defineModel(connection, 'polls', pollSchema);
