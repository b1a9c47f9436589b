import { type Connection, type Model, Schema } from 'mongoose';
import { flag, maybeEmpty, number, numberOrNull, text, textOrNull, time, timeOrNull } from '../db/fields.ts';
import { outboxField, outboxIndex } from '../db/outbox-schema.ts';
import { defineModel, partOptions, schemaOptions, stringId } from '../db/schema-options.ts';
import type { OwedNotice } from '../kernel/outbox.ts';

type StoredActor = { role: string; id: string | null; name: string };
type StoredMove = {
  from: string | null;
  to: string;
  at: Date;
  by: string;
  role: string;
  reason: string | null;
  dueAt: Date | null;
};
type StoredFile = {
  id: string;
  hash: string;
  name: string;
  contentType: string;
  bytes: number;
  /** Missing in files that came before it was counted. */
  pages?: number | null;
  preview?: string | null;
  at: Date;
  by: string;
  isByCitizen: boolean;
};

export type RequestDocument = {
  _id: string;
  number: string;
  state: string;
  stateAt: Date;
  channel: string;
  field: string | null;
  isUrgent: boolean;
  text: string;
  citizen: { name: string; phone: string | null };
  guardian: string | null;
  otherParty: string | null;
  firm: { name: string; creditCode: string; contact: string } | null;
  assignment: { by: string; documentNumber: string; dueOn: string; mustReportBack: boolean } | null;
  lectureId: string | null;
  /** Missing in matters that were filed before it could be said. */
  wish?: { expertId: string; name: string; refusal: string | null } | null;
  filedBy: StoredActor;
  placeId: string | null;
  placeName: string;
  ownerOrgPath: string;
  coveringExpertId: string | null;
  coveringExpertName: string | null;
  expertId: string | null;
  expertName: string | null;
  conflicted: string[];
  calledIn: string[];
  hasAskedOther: boolean;
  answer: string | null;
  outcome: string | null;
  timeline: StoredMove[];
  consents: { kind: string; version: string; at: Date; isGiven: boolean }[];
  files: StoredFile[];
  fileCount: number;
  dueAt: Date | null;
  dueKind: string | null;
  priority: number;
  outbox: OwedNotice[];
  openedAt: Date;
  browserHash: string | null;
  /** Absent where none was printed: the index is unique and sparse. */
  codeHash?: string;
  /** What a search by name looks in: lower case, with pinyin. */
  searchable: string;
};

const part = (fields: Record<string, object>) => new Schema(fields, partOptions);

const actor = part({ role: text, id: textOrNull, name: maybeEmpty });
const move = part({
  from: textOrNull,
  to: text,
  at: time,
  by: maybeEmpty,
  role: text,
  reason: textOrNull,
  dueAt: timeOrNull,
});
const file = part({
  id: text,
  hash: text,
  name: text,
  contentType: text,
  bytes: number,
  pages: numberOrNull,
  preview: textOrNull,
  at: time,
  by: maybeEmpty,
  isByCitizen: flag,
});

const requestSchema = new Schema<RequestDocument>(
  {
    _id: stringId,
    number: text,
    state: text,
    stateAt: time,
    channel: text,
    field: textOrNull,
    isUrgent: flag,
    text,
    citizen: part({ name: text, phone: textOrNull }),
    guardian: textOrNull,
    otherParty: textOrNull,
    firm: { type: part({ name: text, creditCode: text, contact: text }), default: null },
    assignment: {
      type: part({ by: text, documentNumber: maybeEmpty, dueOn: text, mustReportBack: flag }),
      default: null,
    },
    lectureId: textOrNull,
    wish: { type: part({ expertId: text, name: text, refusal: textOrNull }), default: null },
    filedBy: actor,
    placeId: textOrNull,
    placeName: maybeEmpty,
    ownerOrgPath: text,
    coveringExpertId: textOrNull,
    coveringExpertName: textOrNull,
    expertId: textOrNull,
    expertName: textOrNull,
    conflicted: [String],
    calledIn: [String],
    hasAskedOther: flag,
    answer: textOrNull,
    outcome: textOrNull,
    timeline: [move],
    consents: [part({ kind: text, version: text, at: time, isGiven: flag })],
    files: [file],
    fileCount: number,
    dueAt: timeOrNull,
    dueKind: textOrNull,
    priority: number,
    outbox: outboxField,
    openedAt: time,
    browserHash: textOrNull,
    codeHash: String,
    searchable: maybeEmpty,
  },
  schemaOptions,
)
  .index({ number: 1 }, { unique: true })
  .index({ codeHash: 1 }, { unique: true, sparse: true })
  .index({ ownerOrgPath: 1, priority: -1, openedAt: -1 })
  .index({ priority: -1, openedAt: -1 })
  .index({ 'filedBy.id': 1, priority: -1, openedAt: -1 })
  .index({ expertId: 1, priority: -1, openedAt: -1 })
  .index({ calledIn: 1 })
  .index({ 'citizen.phone': 1 })
  .index({ state: 1, priority: -1, openedAt: 1 })
  .index({ dueAt: 1 })
  .index({ openedAt: 1 })
  .index(outboxIndex);

/** Who filed what last, so that the same filed again within an hour is known. */
export type FilingDocument = { _id: string; requestId: string; at: Date };
const filingSchema = new Schema<FilingDocument>({ _id: stringId, requestId: text, at: time }, schemaOptions).index({
  at: 1,
});

/** The last number given out in a year. */
export type CounterDocument = { _id: string; value: number };
const counterSchema = new Schema<CounterDocument>({ _id: stringId, value: number }, schemaOptions);

export type BlockDocument = {
  _id: string;
  phone: string;
  name: string;
  reason: string;
  until: Date;
  by: string;
  at: Date;
  endedAt: Date | null;
  endReason: string | null;
};
const blockSchema = new Schema<BlockDocument>(
  {
    _id: stringId,
    phone: text,
    name: text,
    reason: text,
    until: time,
    by: text,
    at: time,
    endedAt: timeOrNull,
    endReason: textOrNull,
  },
  schemaOptions,
)
  .index({ phone: 1 })
  .index({ at: -1 });

export const requestModel = (connection: Connection): Model<RequestDocument> =>
  defineModel(connection, 'requests', requestSchema);
export const filingModel = (connection: Connection): Model<FilingDocument> =>
  defineModel(connection, 'requestFilings', filingSchema);
export const counterModel = (connection: Connection): Model<CounterDocument> =>
  defineModel(connection, 'requestCounters', counterSchema);
export const blockModel = (connection: Connection): Model<BlockDocument> =>
  defineModel(connection, 'requesterBlocks', blockSchema);
