import { type Connection, Schema } from 'mongoose';
import { guarded, insertRaced } from './errors.ts';
import { number } from './fields.ts';
import { defineModel, schemaOptions, stringId } from './schema-options.ts';

type Count = { _id: string; count: number };
const schema = new Schema<Count>({ _id: stringId, count: number }, schemaOptions);

/** Numbers of a kind of paper that begin with 1 each year: answers with the next one; none is given twice. */
export function createYearCounter(connection: Connection, collection: string): (year: number) => Promise<number> {
  const model = defineModel(connection, collection, schema);
  const options = { upsert: true, returnDocument: 'after' } as const;
  return (year) =>
    guarded(async () => {
      const next = () => model.findOneAndUpdate({ _id: String(year) }, { $inc: { count: 1 } }, options).lean();
      const counter = await insertRaced(next);
      if (counter === null) throw new Error(`${collection} gave nothing`);
      return counter.count;
    });
}
