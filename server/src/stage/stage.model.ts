import { type Connection, type Model, Schema } from 'mongoose';
import { defineModel, partOptions, schemaOptions, stringId } from '../db/schema-options.ts';

/** Hands, places and appearances of one lecture; its key is the lecture's. Each array is bounded by the halls or by a limit. */
export type StageDocument = {
  _id: string;
  hands: { hallId: string; at: Date }[];
  places: { hallId: string; phase: string; since: Date; until: Date | null }[];
  appearances: { hallId: string; from: Date; to: Date; by: string }[];
};

const hall = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;

const stageSchema = new Schema<StageDocument>(
  {
    _id: stringId,
    hands: [new Schema({ hallId: hall, at: moment }, partOptions)],
    places: [
      new Schema({ hallId: hall, phase: hall, since: moment, until: { type: Date, default: null } }, partOptions),
    ],
    appearances: [new Schema({ hallId: hall, from: moment, to: moment, by: hall }, partOptions)],
  },
  schemaOptions,
);

export const stageModel = (connection: Connection): Model<StageDocument> =>
  defineModel(connection, 'stages', stageSchema);
