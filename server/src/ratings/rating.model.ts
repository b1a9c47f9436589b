import { type Connection, type Model, Schema } from 'mongoose';
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

const text = { type: String, required: true } as const;
const time = { type: Date, required: true } as const;

const ratingSchema = new Schema<RatingDocument>(
  {
    _id: stringId,
    number: text,
    expertId: { type: String, default: null },
    expertName: { type: String, default: '' },
    concludedAt: time,
    until: time,
    faces: { type: Number, default: null },
    note: { type: String, default: '' },
    ratedAt: { type: Date, default: null },
    outbox: outboxField,
  },
  schemaOptions,
)
  .index({ expertId: 1, ratedAt: -1, _id: -1 })
  .index({ ratedAt: -1, _id: -1 })
  .index(outboxIndex);

export const ratingModel = (connection: Connection): Model<RatingDocument> =>
  defineModel(connection, 'ratings', ratingSchema);
