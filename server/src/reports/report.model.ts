import { type Connection, type Model, Schema } from 'mongoose';
import { flag, maybeEmpty, number, numberOrNull, text, time } from '../db/fields.ts';
import { defineModel, partOptions, schemaOptions, stringId } from '../db/schema-options.ts';

/** What was counted of one lecture that is over, kept so that a year of them can be summed; `verify` counts again. */
export type ReportDocument = {
  _id: string;
  /** Of the lecture that was counted: one that went on again is counted anew. */
  revision: number;
  /** Rises with every fact that came after the end; `counted` is where it stood at the count. */
  owed: number;
  counted: number;
  /** Everything up to here is counted. */
  asOf: Date;
  startAt: Date;
  lecturerId: string;
  title: string;
  lecturerName: string;
  halls: {
    hallId: string;
    hallName: string;
    path: string;
    townshipId: string;
    townshipName: string;
    presentMs: number;
    minutes: number;
    breaks: number;
    result: string;
    late: boolean;
    leftEarly: boolean;
    heads: number | null;
    noSoundMs: number;
    supplementHeads: number | null;
    questions: number;
    votes: number;
  }[];
};

/** A hall's PC fell silent, or is heard again: a fact, only ever inserted. */
export type SoundDocument = { _id: string; lectureId: string; hallId: string; sound: string; at: Date };

const zero = { type: Number, default: 0 } as const;

const hall = new Schema(
  {
    hallId: text,
    hallName: maybeEmpty,
    path: text,
    townshipId: text,
    townshipName: maybeEmpty,
    presentMs: number,
    minutes: number,
    breaks: number,
    result: text,
    late: flag,
    leftEarly: flag,
    heads: numberOrNull,
    noSoundMs: number,
    supplementHeads: numberOrNull,
    questions: number,
    votes: number,
  },
  partOptions,
);

const reportSchema = new Schema<ReportDocument>(
  {
    _id: stringId,
    revision: { type: Number, default: -1 },
    owed: zero,
    counted: { type: Number, default: -1 },
    asOf: Date,
    startAt: Date,
    lecturerId: maybeEmpty,
    title: maybeEmpty,
    lecturerName: maybeEmpty,
    halls: [hall],
  },
  schemaOptions,
).index({ startAt: 1, _id: 1 });

const soundSchema = new Schema<SoundDocument>(
  { _id: stringId, lectureId: text, hallId: text, sound: text, at: time },
  schemaOptions,
).index({ lectureId: 1, at: 1 });

export const reportModel = (connection: Connection): Model<ReportDocument> =>
  defineModel(connection, 'lectureReports', reportSchema);

export const soundModel = (connection: Connection): Model<SoundDocument> =>
  defineModel(connection, 'soundFacts', soundSchema);
