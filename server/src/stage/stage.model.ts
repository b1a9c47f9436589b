import { type Connection, type Model, Schema } from 'mongoose';
import { text, time, timeOrNull } from '../db/fields.ts';
import { defineModel, partOptions, schemaOptions, stringId } from '../db/schema-options.ts';

/** Hands, places and appearances of one lecture; its key is the lecture's. Each array is bounded by the halls or by a limit. */
export type StageDocument = {
  _id: string;
  hands: { hallId: string; at: Date }[];
  places: { hallId: string; phase: string; since: Date; until: Date | null }[];
  appearances: { hallId: string; from: Date; to: Date; by: string }[];
};

const stageSchema = new Schema<StageDocument>(
  {
    _id: stringId,
    hands: [new Schema({ hallId: text, at: time }, partOptions)],
    places: [new Schema({ hallId: text, phase: text, since: time, until: timeOrNull }, partOptions)],
    appearances: [new Schema({ hallId: text, from: time, to: time, by: text }, partOptions)],
  },
  schemaOptions,
);

export const stageModel = (connection: Connection): Model<StageDocument> =>
  defineModel(connection, 'stages', stageSchema);
