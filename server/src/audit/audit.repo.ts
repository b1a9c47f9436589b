import type { Connection } from 'mongoose';
import { guarded, insertedOnce, isDuplicateKey } from '../db/errors.ts';
import { trusted } from '../db/schema-options.ts';
import { type AuditDocument, auditHeadModel, auditModel } from './audit.model.ts';
import { type ChainedRow, emptyHead, type Head } from './audit.rules.ts';

export type NewRow = ChainedRow & { id: string; onceKey: string | undefined };

export type AuditRepo = {
  /** In order and as far as none is refused. False: another writer was at this place, or wrote one of the commands. */
  append(rows: readonly NewRow[]): Promise<boolean>;
  /** Which of these ids, or rows with these once-keys, are stored. */
  stored(ids: readonly string[], onceKeys: readonly string[]): Promise<{ ids: Set<string>; onceKeys: Set<string> }>;
  /** The last row. */
  head(): Promise<Head>;
  noteHead(head: Head): Promise<void>;
  notedHead(): Promise<Head>;
  /** All rows in the order of `seq`. */
  rows(): AsyncIterable<ChainedRow>;
};

export function createAuditRepo(connection: Connection): AuditRepo {
  const model = auditModel(connection);
  const heads = auditHeadModel(connection);
  const notedHead = async (): Promise<Head> => {
    const noted = await heads.findById('head').lean();
    return noted === null ? emptyHead : { seq: noted.seq, hash: noted.hash };
  };
  return {
    append: (rows) =>
      guarded(() =>
        insertedOnce(() =>
          model.insertMany(
            rows.map(({ id, onceKey, ...row }) => ({ _id: id, ...row, ...(onceKey === undefined ? {} : { onceKey }) })),
            { ordered: true },
          ),
        ),
      ),
    stored: (ids, onceKeys) =>
      guarded(async () => {
        const byId = await model.find({ _id: trusted({ $in: [...ids] }) }, { _id: 1 }).lean();
        const byKey =
          onceKeys.length === 0
            ? []
            : await model.find({ onceKey: trusted({ $in: [...onceKeys] }) }, { onceKey: 1 }).lean();
        return {
          ids: new Set(byId.map(({ _id }) => _id)),
          onceKeys: new Set(byKey.flatMap(({ onceKey }) => onceKey ?? [])),
        };
      }),
    head: () =>
      guarded(async () => {
        // From the noted head step by step over the unique key: sorting the whole log would read all of it.
        let head = await notedHead();
        if (head.seq === 0) return lastOf(await model.findOne().sort({ seq: -1 }).lean());
        for (;;) {
          const next = await model.findOne({ seq: head.seq + 1 }).lean();
          if (next === null) return head;
          head = lastOf(next);
        }
      }),
    noteHead: ({ seq, hash }) =>
      guarded(async () => {
        try {
          await heads.updateOne({ _id: 'head', seq: trusted({ $lt: seq }) }, { $set: { seq, hash } }, { upsert: true });
        } catch (error) {
          // The upsert met a head that is further on: another writer noted it.
          if (!isDuplicateKey(error)) throw error;
        }
      }),
    notedHead: () => guarded(notedHead),
    rows: () => model.find().sort({ seq: 1 }).lean().cursor(),
  };
}

const lastOf = (row: Pick<AuditDocument, 'seq' | 'hash'> | null): Head =>
  row === null ? emptyHead : { seq: row.seq, hash: row.hash };
