import { type Connection, type Model, Schema } from 'mongoose';
import { text, time } from '../db/fields.ts';
import { defineModel, partOptions, schemaOptions, stringId } from '../db/schema-options.ts';

export type HelpDocument = {
  _id: string;
  lectureId: string;
  hallId: string;
  name: string;
  at: Date;
  facts: {
    quality: string;
    sound: string;
    picture: string;
    test: { at: Date; heard: string; camera: string; microphone: string } | null;
  };
  done: { at: Date; by: string } | null;
};

const testSchema = new Schema({ at: time, heard: text, camera: text, microphone: text }, partOptions);
const factsSchema = new Schema(
  { quality: text, sound: text, picture: text, test: { type: testSchema, default: null } },
  partOptions,
);
const doneSchema = new Schema({ at: time, by: text }, partOptions);

const helpSchema = new Schema<HelpDocument>(
  {
    _id: stringId,
    lectureId: text,
    hallId: text,
    name: text,
    at: time,
    facts: { type: factsSchema, required: true },
    done: { type: doneSchema, default: null },
  },
  schemaOptions,
).index({ lectureId: 1, at: 1 });

export const helpModel = (connection: Connection): Model<HelpDocument> =>
  defineModel(connection, 'help_calls', helpSchema);
