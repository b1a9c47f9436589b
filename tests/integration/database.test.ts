import type { Connection } from 'mongoose';
import mongoose from 'mongoose';
import { beforeAll, describe, expect, it } from 'vitest';
import { isDatabaseAway, isDuplicateKey } from '../../server/src/db/errors.ts';
import { declaredIndexes, ensureIndexes } from '../../server/src/db/indexes.ts';
import { recordQueries } from '../../server/src/db/record-queries.ts';
import { defineModel, schemaOptions, stringId, trusted } from '../../server/src/db/schema-options.ts';
import { testDatabase } from '../support/engine.ts';
import { rejection } from '../support/outcome.ts';

type Slot = { _id: string; n: number; hall?: string; tags?: string[] };

const slotSchema = new mongoose.Schema<Slot>(
  { _id: stringId, n: { type: Number, required: true }, hall: String, tags: { type: [String], default: undefined } },
  schemaOptions,
)
  .index({ n: 1 }, { unique: true })
  .index({ hall: 1, n: -1 });

describe('a connection', () => {
  let connection: Connection;
  beforeAll(async () => {
    connection = (await testDatabase()).connection;
  });

  it('[DB9] unknown keys in a document, an update and a filter are errors', async () => {
    const slots = defineModel(connection, 'slots', slotSchema);
    await slots.create({ _id: 'a', n: 1 });
    const unknown: Slot & { nn: number } = { _id: 'b', n: 2, nn: 3 };
    expect(await rejection(slots.create([unknown]))).toMatchObject({ name: 'StrictModeError' });
    expect(await rejection(slots.updateOne({ _id: 'a' }, { $set: { nn: 3 } }).exec())).toMatchObject({
      name: 'StrictModeError',
    });
    const foreign: Record<string, unknown> = { nn: 3 };
    expect(await rejection(slots.find(foreign).exec())).toMatchObject({ name: 'StrictModeError' });
  });

  it('[DB9] an operator in a filter is taken for a value unless the code marks it as its own', async () => {
    const slots = defineModel(connection, 'slots', slotSchema);
    const fromOutside: Record<string, unknown> = { _id: { $ne: '' } };
    expect(await rejection(slots.find(fromOutside).exec())).toMatchObject({ name: 'CastError' });
    expect(await slots.find({ _id: trusted({ $ne: '' }) }).lean()).toHaveLength(1);
  });

  it('[DB10] declared indexes are created once, however often they are ensured, and refuse doubles', async () => {
    const slots = defineModel(connection, 'slots', slotSchema);
    expect(await ensureIndexes({ connection })).toBe(2);
    expect(await ensureIndexes({ connection })).toBe(2);
    const found = (await slots.collection.listIndexes().toArray()).map((index) => Object.keys(index.key).join());
    expect(found.sort()).toEqual(['_id', 'hall,n', 'n']);
    expect(declaredIndexes(connection).map(({ keys }) => keys.join())).toEqual(['_id', 'n', 'hall,n']);
    const double = await rejection(slots.create({ _id: 'c', n: 1 }));
    expect(isDuplicateKey(double)).toBe(true);
    expect(isDatabaseAway(double)).toBe(false);
  });

  it('[DB10] an index that the documents break is refused by the name of its collection', async () => {
    const other = new mongoose.Schema<Slot>({ _id: stringId, n: Number }, schemaOptions).index(
      { n: 1 },
      { unique: true },
    );
    const doubles = defineModel(connection.useDb('broken_index'), 'doubles', other);
    await doubles.insertMany([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 1 },
    ]);
    expect(await rejection(ensureIndexes({ connection: doubles.db }))).toMatchObject({
      message: 'The index {"n":1} of doubles cannot be made.',
    });
    await doubles.db.dropDatabase();
  });

  it('a model is defined once per connection, and never with two schemas', () => {
    expect(defineModel(connection, 'slots', slotSchema)).toBe(defineModel(connection, 'slots', slotSchema));
    const other = new mongoose.Schema<Slot>({ _id: stringId, n: Number }, schemaOptions);
    expect(() => defineModel(connection, 'slots', other)).toThrow('already defined');
  });

  it('the recorder tells what the models ask by, without values', async () => {
    const slots = defineModel(connection, 'slots', slotSchema);
    const recorder = recordQueries(connection);
    await slots.find({ hall: 'h', n: 3 }).sort({ n: -1 }).lean();
    await slots.findById('a').lean();
    await slots.updateOne({ $or: [{ n: 3 }, { hall: 'x' }] }, { $set: { n: 4 } });
    await slots.findOneAndUpdate({ n: 9 }, { $set: { hall: 'y' } }, { sort: { n: 1 } });
    await slots.aggregate([
      { $match: { hall: 'h' } },
      { $sort: { n: 1 } },
      { $group: { _id: '$hall' } },
      { $match: { _id: 1 } },
    ]);
    recorder.close();
    await slots.find({ tags: 'x' }).lean();
    const shapes = recorder.shapes().map((s) => `${s.method} ${s.filterKeys.join('+')} / ${s.sortKeys.join('+')}`);
    expect(shapes).toEqual([
      'find hall+n / n',
      'findOne _id / ',
      'updateOne hall+n / ',
      'findOneAndUpdate n / n',
      'aggregate hall / n',
    ]);
    expect(recorder.shapes()[0]?.collection).toBe('slots');
  });
});
