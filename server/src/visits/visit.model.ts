import { type Connection, type Model, Schema } from 'mongoose';
import type { AccountRole } from '#shared/kit/caller.ts';
import type { Outcome } from '#shared/request-facts.ts';
import type { VisitResult } from '#shared/visits.ts';
import { maybeEmpty, text, textOrNull, time, timeOrNull } from '../db/fields.ts';
import { outboxField, outboxIndex } from '../db/outbox-schema.ts';
import { defineModel, partOptions, schemaOptions, stringId } from '../db/schema-options.ts';
import type { OwedNotice } from '../kernel/outbox.ts';

/** One for each time that a matter was concluded: the key is the matter's id and that moment. */
export type VisitDocument = {
  _id: string;
  requestId: string;
  number: string;
  /** Org path of the matter. */
  branch: string;
  outcome: Outcome | null;
  concludedAt: Date;
  dueAt: Date;
  state: 'open' | 'done' | 'off';
  result: VisitResult | null;
  note: string;
  doneAt: Date | null;
  by: string;
  byRole: AccountRole | null;
  tries: { at: Date; by: string; note: string }[];
  /** What the matter is still to be told; null once it was. */
  moveOwed: 'visited' | 'reopened' | null;
  outbox: OwedNotice[];
};

const visitSchema = new Schema<VisitDocument>(
  {
    _id: stringId,
    requestId: text,
    number: text,
    branch: text,
    outcome: textOrNull,
    concludedAt: time,
    dueAt: time,
    state: text,
    result: textOrNull,
    note: maybeEmpty,
    doneAt: timeOrNull,
    by: maybeEmpty,
    byRole: textOrNull,
    tries: [new Schema({ at: time, by: maybeEmpty, note: maybeEmpty }, partOptions)],
    moveOwed: textOrNull,
    outbox: outboxField,
  },
  schemaOptions,
)
  .index({ state: 1, branch: 1, dueAt: 1 })
  .index({ requestId: 1, concludedAt: 1 })
  .index({ moveOwed: 1 })
  .index(outboxIndex);

export const visitModel = (connection: Connection): Model<VisitDocument> =>
  defineModel(connection, 'visits', visitSchema);
