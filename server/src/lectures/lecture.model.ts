import { type Connection, type Model, Schema } from 'mongoose';
import { maybeEmpty, number, text, textOrNull, time, timeOrNull } from '../db/fields.ts';
import { defineModel, partOptions, schemaOptions, stringId } from '../db/schema-options.ts';

export type LectureDocument = {
  _id: string;
  title: string;
  topic: string;
  lecturerId: string;
  lecturerName: string;
  spareId: string | null;
  spareName: string | null;
  substitute: { role: string; accountId: string; name: string; at: Date } | null;
  startAt: Date;
  plannedMinutes: number;
  state: string;
  stateAt: Date;
  ownerOrgId: string;
  ownerOrgName: string;
  ownerOrgPath: string;
  audience: string[];
  expectedHalls: number;
  expectedSetId: string | null;
  startedAt: Date | null;
  endedAt: Date | null;
  resumesAt: Date | null;
  cancelReason: string | null;
  livePeriods: { from: Date; to: Date | null }[];
  timeline: { from: string; to: string; at: Date; by: string; reason: string | null }[];
  taught: { role: string; accountId: string; name: string; from: Date; to: Date }[];
  searchable: string;
  revision: number;
  /** One key for each five minutes of the lecturer's and the spare's time that it takes; absent, never empty, where it takes none. */
  slotKeys?: string[];
};

const orNull = { default: null } as const;

const periodSchema = new Schema({ from: time, to: timeOrNull }, partOptions);
const substituteSchema = new Schema({ role: text, accountId: text, name: maybeEmpty, at: time }, partOptions);
const taughtSchema = new Schema({ role: text, accountId: text, name: maybeEmpty, from: time, to: time }, partOptions);
const moveSchema = new Schema({ from: text, to: text, at: time, by: maybeEmpty, reason: textOrNull }, partOptions);

const lectureSchema = new Schema<LectureDocument>(
  {
    _id: stringId,
    title: text,
    topic: maybeEmpty,
    lecturerId: text,
    lecturerName: text,
    spareId: textOrNull,
    spareName: textOrNull,
    substitute: { type: substituteSchema, ...orNull },
    startAt: time,
    plannedMinutes: number,
    state: text,
    stateAt: time,
    ownerOrgId: text,
    ownerOrgName: maybeEmpty,
    ownerOrgPath: text,
    audience: [String],
    expectedHalls: number,
    expectedSetId: textOrNull,
    startedAt: timeOrNull,
    endedAt: timeOrNull,
    resumesAt: timeOrNull,
    cancelReason: textOrNull,
    livePeriods: [periodSchema],
    timeline: [moveSchema],
    taught: [taughtSchema],
    searchable: maybeEmpty,
    revision: number,
    // Without the default an absent list would be stored as an empty one, which breaks the unique index.
    slotKeys: { type: [String], default: undefined },
  },
  schemaOptions,
)
  .index({ slotKeys: 1 }, { unique: true, sparse: true })
  .index({ startAt: -1, _id: -1 })
  .index({ lecturerId: 1, startAt: -1, _id: -1 })
  .index({ spareId: 1, startAt: -1, _id: -1 })
  .index({ ownerOrgPath: 1, startAt: -1, _id: -1 })
  .index({ state: 1, startAt: -1, _id: -1 });

export const lectureModel = (connection: Connection): Model<LectureDocument> =>
  defineModel(connection, 'lectures', lectureSchema);
