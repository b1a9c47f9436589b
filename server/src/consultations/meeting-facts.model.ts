import { type Connection, type Model, Schema } from 'mongoose';
import { maybeEmpty, text, time } from '../db/fields.ts';
import { outboxField, outboxIndex } from '../db/outbox-schema.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';
import type { OwedNotice } from '../kernel/outbox.ts';

/** Somebody was there: `seenAt` is written again while it lasts, so that a killed server ends it by itself. */
export type PresenceDocument = { _id: string; consultationId: string; partId: string; from: Date; seenAt: Date };

const presenceSchema = new Schema<PresenceDocument>(
  {
    _id: stringId,
    consultationId: text,
    partId: text,
    from: time,
    seenAt: time,
  },
  schemaOptions,
).index({ consultationId: 1, from: 1 });

/** One thing that was written in the talk. Its id was made by the writer's client: a repeated try is the same message. */
export type MessageDocument = {
  _id: string;
  consultationId: string;
  requestId: string;
  partId: string;
  name: string;
  kind: string;
  text: string;
  at: Date;
};

const messageSchema = new Schema<MessageDocument>(
  {
    _id: stringId,
    consultationId: text,
    requestId: text,
    partId: text,
    name: maybeEmpty,
    kind: text,
    text: text,
    at: time,
  },
  schemaOptions,
)
  .index({ consultationId: 1, at: 1, _id: 1 })
  .index({ requestId: 1, at: 1, _id: 1 });

/** What the lead expert has offered for one matter; one row for each, replaced by the next offer. */
export type OfferDocument = { _id: string; expertId: string; starts: Date[]; at: Date; outbox: OwedNotice[] };

const offerSchema = new Schema<OfferDocument>(
  {
    _id: stringId,
    expertId: text,
    starts: [Date],
    at: time,
    outbox: outboxField,
  },
  schemaOptions,
).index(outboxIndex);

export const presenceModel = (connection: Connection): Model<PresenceDocument> =>
  defineModel(connection, 'consultationPresence', presenceSchema);
export const messageModel = (connection: Connection): Model<MessageDocument> =>
  defineModel(connection, 'consultationMessages', messageSchema);
export const offerModel = (connection: Connection): Model<OfferDocument> =>
  defineModel(connection, 'consultationOffers', offerSchema);
