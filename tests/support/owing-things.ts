import { randomBytes } from 'node:crypto';
import { type Connection, type Model, Schema } from 'mongoose';
import { requestId } from '#shared/kit/ids.ts';
import { outboxField, outboxIndex } from '../../server/src/db/outbox-schema.ts';
import { defineModel, schemaOptions, stringId } from '../../server/src/db/schema-options.ts';
import type { OwedNotice } from '../../server/src/kernel/outbox.ts';

export const newHex = (): string => randomBytes(12).toString('hex');

/** Any document that owes notices. */
export type Thing = { _id: string; outbox: OwedNotice[] };
const schema = new Schema<Thing>({ _id: stringId, outbox: outboxField }, schemaOptions).index(outboxIndex);
export const thingModel = (connection: Connection): Model<Thing> => defineModel(connection, 'things', schema);

export const citizen = { citizen: requestId.parse('b'.repeat(24)) };
export const citizenContact = { name: '李大娘', phone: '13812345678', branch: '/2202/2202001/2202001001/' };
