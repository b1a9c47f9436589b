import { type Connection, type Model, Schema } from 'mongoose';
import { maybeEmpty, numberOrNull, text, textOrNull, time, timeOrNull } from '../db/fields.ts';
import { outboxField, outboxIndex } from '../db/outbox-schema.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';
import type { OwedNotice } from '../kernel/outbox.ts';

/** One for each matter that ever had a result; the key is the matter's id, so that it is rated once. */
export type RatingDocument = {
  _id: string;
  number: string;
  expertId: string | null;
  expertName: string;
  concludedAt: Date;
  until: Date;
  /** Null until it is given. */
  faces: number | null;
  note: string;
  ratedAt: Date | null;
  outbox: OwedNotice[];
};

const ratingSchema = new Schema<RatingDocument>(
  {
    _id: stringId,
    number: text,
    expertId: textOrNull,
    expertName: maybeEmpty,
    concludedAt: time,
    until: time,
    faces: numberOrNull,
    note: maybeEmpty,
    ratedAt: timeOrNull,
    outbox: outboxField,
  },
  schemaOptions,
)
  .index({ expertId: 1, ratedAt: -1, _id: -1 })
  .index({ ratedAt: -1, _id: -1 })
  .index(outboxIndex);

export const ratingModel = (connection: Connection): Model<RatingDocument> =>
  defineModel(connection, 'ratings', ratingSchema);
