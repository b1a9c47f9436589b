import { type Connection, type Model, Schema } from 'mongoose';
import { expertLevels, expertStates } from '#shared/expert-profile.ts';
import { flag, maybeEmpty, number, numberOrNull, text, textOrNull, time } from '../db/fields.ts';
import { outboxField, outboxIndex } from '../db/outbox-schema.ts';
import { defineModel, partOptions, schemaOptions, stringId } from '../db/schema-options.ts';
import type { OwedNotice } from '../kernel/outbox.ts';
import type { ExpertRecord } from './expert-record.ts';

export type ExpertDocument = Omit<ExpertRecord, 'id'> & {
  _id: string;
  /** The last day of which people were told that the term ends with it. */
  termToldOf: string | null;
  outbox: OwedNotice[];
};

const part = (fields: Record<string, object>) => new Schema(fields, partOptions);
const orNull = (schema: Schema) => ({ type: schema, default: null });

const hours = part({
  weekly: { type: [part({ weekday: number, from: text, to: text })], default: [] },
  timeOff: { type: [part({ from: text, to: text, note: maybeEmpty })], default: [] },
  extra: { type: [part({ date: text, from: text, to: text })], default: [] },
});
const decision = part({ at: time, by: text, isGranted: flag, reason: text });
const appeal = part({ at: time, text, decision: orNull(decision) });
const removal = part({
  at: time,
  by: text,
  reason: maybeEmpty,
  until: textOrNull,
  isBlacklisted: flag,
  appeal: orNull(appeal),
});

const expertSchema = new Schema<ExpertDocument>(
  {
    _id: stringId,
    name: text,
    orgId: text,
    state: { type: String, enum: expertStates, required: true },
    level: { type: String, enum: expertLevels, required: true },
    fields: [String],
    coverage: [String],
    termFrom: text,
    termTo: text,
    cap: numberOrNull,
    openMatters: number,
    title: maybeEmpty,
    unit: maybeEmpty,
    about: maybeEmpty,
    languages: maybeEmpty,
    photo: orNull(part({ hash: text, contentType: text })),
    hours: { type: hours, required: true },
    suspension: orNull(part({ at: time, by: text, role: text, reason: text })),
    removal: orNull(removal),
    termToldOf: textOrNull,
    outbox: outboxField,
    history: { type: [part({ kind: text, at: time, by: maybeEmpty, reason: textOrNull })] },
  },
  schemaOptions,
)
  .index({ state: 1 })
  .index(outboxIndex);

export const expertModel = (connection: Connection): Model<ExpertDocument> =>
  defineModel(connection, 'experts', expertSchema);
