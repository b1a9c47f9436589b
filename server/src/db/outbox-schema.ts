import { type Model, Schema } from 'mongoose';
import type { Outbox, OwedNotice } from '../kernel/outbox.ts';
import { guarded } from './errors.ts';
import { text, time } from './fields.ts';
import { partOptions } from './schema-options.ts';

const recipientSchema = new Schema(
  { account: String, citizen: String, party: String, of: String, role: String, branch: String },
  partOptions,
);
const owedSchema = new Schema(
  {
    id: text,
    kind: text,
    to: { type: recipientSchema, required: true },
    params: { type: Schema.Types.Mixed, required: true },
    at: time,
  },
  partOptions,
);

/**
 * The field `outbox` of a document that owes notices; in its type: `outbox: OwedNotice[]`. Its schema also needs `.index(outboxIndex)`.
 * Added to by `$push: { outbox: { $each: owed } }` in the update that stores the fact.
 */
export const outboxField = { type: [owedSchema], default: [] };
export const outboxIndex = { 'outbox.at': 1 } as const;

type WithOutbox = { _id: string; outbox: OwedNotice[] };

/** The two functions that a repository with an outbox offers: `...outboxOf(model)`. */
export function outboxOf<T>(model: Model<T>): Outbox {
  const documents = model.db.collection<WithOutbox>(model.collection.name);
  // A taken notice is confirmed by its document's key: a search through all outboxes would be a scan in the embedded engine.
  const holders = new Map<string, string>();
  return {
    takeOutbox: (now, limit) =>
      guarded(async () => {
        const due = documents.find({ 'outbox.at': { $lte: now } }, { projection: { outbox: 1 }, limit });
        return (await due.toArray()).flatMap(({ _id, outbox }) => {
          const owed = outbox.filter(({ at }) => at.getTime() <= now.getTime());
          for (const { id } of owed) holders.set(id, _id);
          return owed;
        });
      }),
    confirmOutbox: (id) =>
      guarded(async () => {
        const holder = holders.get(id);
        await documents.updateOne(holder === undefined ? { 'outbox.id': id } : { _id: holder }, {
          $pull: { outbox: { id } },
        });
        holders.delete(id);
      }),
  };
}
