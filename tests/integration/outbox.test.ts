import { randomBytes } from 'node:crypto';
import { type Model, Schema } from 'mongoose';
import { beforeAll, describe, expect, it } from 'vitest';
import { accountId, requestId } from '#shared/kit/ids.ts';
import { outboxField, outboxIndex, outboxOf } from '../../server/src/db/outbox-schema.ts';
import { defineModel, schemaOptions, stringId } from '../../server/src/db/schema-options.ts';
import { type Outbox, type OwedNotice, owe } from '../../server/src/kernel/outbox.ts';
import { testDatabase } from '../support/engine.ts';

type Thing = { _id: string; state: string; outbox: OwedNotice[] };
const schema = new Schema<Thing>({ _id: stringId, state: String, outbox: outboxField }, schemaOptions).index(
  outboxIndex,
);

const now = new Date('2026-11-24T02:00:00.000Z');
const later = new Date('2026-11-25T02:00:00.000Z');
const to = { citizen: requestId.parse('b'.repeat(24)) };
const received = () => owe({ kind: 'request.received', to, params: { number: '2026-0001' }, at: now });

let things: Model<Thing>;
let outbox: Outbox;

beforeAll(async () => {
  things = defineModel<Thing>((await testDatabase()).connection, 'things', schema);
  outbox = outboxOf(things);
});

describe('[NOT2] an outbox', () => {
  it('[NOT2] holds what is owed with the fact, until it is confirmed', async () => {
    const _id = randomBytes(12).toString('hex');
    const owed = received();
    await things.create({ _id, state: 'open' });
    await things.updateOne({ _id, state: 'open' }, { $set: { state: 'board' }, $push: { outbox: { $each: [owed] } } });
    expect(await outbox.takeOutbox(now, 10)).toEqual([owed]);
    expect(await outbox.takeOutbox(now, 10)).toEqual([owed]);
    await outbox.confirmOutbox(owed.id);
    await outbox.confirmOutbox(owed.id);
    expect(await outbox.takeOutbox(now, 10)).toEqual([]);
  });

  it('[NOT2] lets out only what is due, and confirms one beside others', async () => {
    const account = { account: accountId.parse('c'.repeat(24)) };
    const tomorrow = owe({ kind: 'request.dispatched', to: account, params: { number: '2026-0002' }, at: later });
    const first = received();
    await things.create({ _id: randomBytes(12).toString('hex'), state: 'open', outbox: [tomorrow, first] });
    expect(await outbox.takeOutbox(now, 10)).toEqual([first]);
    // Another process, which did not take it itself.
    await outboxOf(things).confirmOutbox(first.id);
    expect(await outbox.takeOutbox(now, 10)).toEqual([]);
    expect(await outbox.takeOutbox(later, 10)).toEqual([tomorrow]);
  });
});
