import { type Connection, type Model, Schema } from 'mongoose';
import type { DeliveryState, NoticeKind, NoticeWay } from '#shared/notices.ts';
import { maybeEmpty, text, textOrNull, time, timeOrNull } from '../db/fields.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

/** One notice by one way to one recipient. `_id` is made of the owed notice's id, recipient and way, so that it is stored once. */
export type DeliveryDocument = {
  _id: string;
  kind: NoticeKind;
  way: NoticeWay;
  state: DeliveryState;
  accountId: string | null;
  /** Of a citizen or a party; for an account null. */
  requestId: string | null;
  partyId: string | null;
  /** Where the matter belongs, for the clerks' call tasks. */
  branch: string | null;
  params: Record<string, string | number>;
  at: Date;
  address: string;
  tries: number;
  /** Null where nothing is tried any more. */
  nextTryAt: Date | null;
  sentAt: Date | null;
  readAt: Date | null;
  problem: string | null;
};

/** Where an account wants to be told beside the screen. */
export type NoticeAddressDocument = { _id: string; phone: string; email: string };

const deliverySchema = new Schema<DeliveryDocument>(
  {
    _id: stringId,
    kind: text,
    way: text,
    state: text,
    accountId: textOrNull,
    requestId: textOrNull,
    partyId: textOrNull,
    branch: textOrNull,
    params: { type: Schema.Types.Mixed, required: true },
    at: time,
    address: maybeEmpty,
    tries: { type: Number, default: 0 },
    nextTryAt: timeOrNull,
    sentAt: timeOrNull,
    readAt: timeOrNull,
    problem: textOrNull,
  },
  schemaOptions,
)
  .index({ state: 1, nextTryAt: 1 })
  .index({ accountId: 1, way: 1, at: -1, _id: -1 })
  .index({ requestId: 1, way: 1, at: -1, _id: -1 })
  .index({ state: 1, branch: 1, at: 1 })
  .index({ at: -1, _id: -1 });

const addressSchema = new Schema<NoticeAddressDocument>(
  { _id: stringId, phone: maybeEmpty, email: maybeEmpty },
  schemaOptions,
);

export const deliveryModel = (connection: Connection): Model<DeliveryDocument> =>
  defineModel(connection, 'deliveries', deliverySchema);

export const noticeAddressModel = (connection: Connection): Model<NoticeAddressDocument> =>
  defineModel(connection, 'noticeAddresses', addressSchema);
