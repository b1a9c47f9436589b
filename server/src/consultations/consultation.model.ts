import { type Connection, type Model, Schema } from 'mongoose';
import { flag, maybeEmpty, number, text, textOrNull, time, timeOrNull } from '../db/fields.ts';
import { outboxField, outboxIndex } from '../db/outbox-schema.ts';
import { defineModel, partOptions, schemaOptions, stringId } from '../db/schema-options.ts';
import type { OwedNotice } from '../kernel/outbox.ts';

type MaybeDate = Date | null;

export type PartDocument = {
  id: string;
  kind: string;
  isLead: boolean;
  accountId: string | null;
  partyId: string | null;
  linkId: string | null;
  guestKind: string | null;
  name: string;
  orgName: string;
  admittedAt: MaybeDate;
  removedAt: MaybeDate;
  uninvitedAt: MaybeDate;
};
export type AskDocument = {
  id: string;
  what: string;
  byAccountId: string;
  by: string;
  reason: string;
  askedAt: Date;
  withdrawnAt: MaybeDate;
  answers: { partId: string; name: string; agrees: boolean; at: Date }[];
};

export type ConsultationDocument = {
  _id: string;
  requestId: string;
  requestNumber: string;
  ownerOrgPath: string;
  state: string;
  stateAt: Date;
  startAt: Date;
  plannedMinutes: number;
  waits: { opensBefore: number; phoneAfter: number; noShowAfter: number };
  isNow: boolean;
  leadId: string;
  parts: PartDocument[];
  startedAt: MaybeDate;
  endedAt: MaybeDate;
  absent: string | null;
  cancelReason: string | null;
  rungAt: MaybeDate;
  phoneAskedAt: MaybeDate;
  phoneNotedAt: MaybeDate;
  asks: AskDocument[];
  history: { at: Date; by: string; from: string | null; to: string; startAt: Date; reason: string | null }[];
  sequence: number;
  dueAt: MaybeDate;
  owed: { id: string; act: string; by: string; at: Date }[];
  outbox: OwedNotice[];
  revision: number;
  /** The accounts that are called to it: what a desk lists. */
  accounts: string[];
  /** `<expert>|<quarter>` for each quarter and each expert; absent, never empty, where it takes none. */
  slotKeys?: string[];
  /** The matter, while the meeting is open: a matter has one open meeting. */
  openKey?: string;
};

const partSchema = new Schema(
  {
    id: text,
    kind: text,
    isLead: flag,
    accountId: textOrNull,
    partyId: textOrNull,
    linkId: textOrNull,
    guestKind: textOrNull,
    name: maybeEmpty,
    orgName: maybeEmpty,
    admittedAt: timeOrNull,
    removedAt: timeOrNull,
    uninvitedAt: timeOrNull,
  },
  partOptions,
);
const answerSchema = new Schema({ partId: text, name: maybeEmpty, agrees: flag, at: time }, partOptions);
const askSchema = new Schema(
  {
    id: text,
    what: text,
    byAccountId: text,
    by: maybeEmpty,
    reason: maybeEmpty,
    askedAt: time,
    withdrawnAt: timeOrNull,
    answers: [answerSchema],
  },
  partOptions,
);
const waitsSchema = new Schema({ opensBefore: number, phoneAfter: number, noShowAfter: number }, partOptions);
const historySchema = new Schema(
  { at: time, by: maybeEmpty, from: textOrNull, to: text, startAt: time, reason: textOrNull },
  partOptions,
);
const owedMoveSchema = new Schema({ id: text, act: text, by: maybeEmpty, at: time }, partOptions);

const consultationSchema = new Schema<ConsultationDocument>(
  {
    _id: stringId,
    requestId: text,
    requestNumber: text,
    ownerOrgPath: text,
    state: text,
    stateAt: time,
    startAt: time,
    plannedMinutes: number,
    waits: { type: waitsSchema, required: true },
    isNow: flag,
    leadId: text,
    parts: [partSchema],
    startedAt: timeOrNull,
    endedAt: timeOrNull,
    absent: textOrNull,
    cancelReason: textOrNull,
    rungAt: timeOrNull,
    phoneAskedAt: timeOrNull,
    phoneNotedAt: timeOrNull,
    asks: [askSchema],
    history: [historySchema],
    sequence: number,
    dueAt: timeOrNull,
    owed: [owedMoveSchema],
    outbox: outboxField,
    revision: number,
    accounts: [String],
    // Without the default an absent list would be stored as an empty one, which breaks the unique index.
    slotKeys: { type: [String], default: undefined },
    openKey: String,
  },
  schemaOptions,
)
  .index({ slotKeys: 1 }, { unique: true, sparse: true })
  .index({ openKey: 1 }, { unique: true, sparse: true })
  .index({ requestId: 1, startAt: -1, _id: -1 })
  .index({ accounts: 1, startAt: 1, _id: 1 })
  .index({ leadId: 1, state: 1, startAt: 1 })
  .index({ dueAt: 1 })
  .index({ 'owed.at': 1 })
  .index(outboxIndex);

export const consultationModel = (connection: Connection): Model<ConsultationDocument> =>
  defineModel(connection, 'consultations', consultationSchema);
