import type { Connection } from 'mongoose';
import { type PartId, partId, type RequestId, requestId } from '#shared/kit/ids.ts';
import { guarded, isDuplicateKey } from '../db/errors.ts';
import { trusted } from '../db/schema-options.ts';
import { type BlockDocument, blockModel, filingModel } from './request.model.ts';

export type Block = Omit<BlockDocument, '_id'> & { id: PartId };

export type FilingRepo = {
  /** Whose filing this is: `mine`, unless the same key was claimed after `since`. Of any number at once, one wins. */
  claim(key: string, mine: RequestId, now: Date, since: Date): Promise<RequestId>;
  /** Points a claim at another matter. */
  redirect(key: string, to: RequestId): Promise<void>;
  purge(before: Date): Promise<number>;
  blockOf(phone: string, now: Date): Promise<Block | null>;
  block(block: Block): Promise<void>;
  /** Null if it is not there or has ended. */
  endBlock(id: PartId, at: Date, reason: string): Promise<Block | null>;
  /** Newest first. */
  blocks(limit: number): Promise<Block[]>;
};

export function createFilingRepo(connection: Connection): FilingRepo {
  const filings = filingModel(connection);
  const blocks = blockModel(connection);
  return {
    claim: (key, mine, now, since) =>
      guarded(async () => {
        for (;;) {
          const known = await filings.findById(key).lean();
          if (known !== null && known.at > since) return requestId.parse(known.requestId);
          if (known === null) {
            try {
              await filings.create({ _id: key, requestId: mine, at: now });
              return mine;
            } catch (error) {
              if (!isDuplicateKey(error)) throw error;
            }
          } else {
            const old = { _id: key, at: known.at, requestId: known.requestId };
            const taken = await filings.updateOne(old, { $set: { requestId: mine, at: now } });
            if (taken.matchedCount === 1) return mine;
          }
        }
      }),
    redirect: (key, to) =>
      guarded(async () => void (await filings.updateOne({ _id: key }, { $set: { requestId: to } }))),
    purge: (before) => guarded(async () => (await filings.deleteMany({ at: trusted({ $lt: before }) })).deletedCount),
    blockOf: (phone, now) =>
      guarded(async () => {
        const found = await blocks.findOne({ phone, endedAt: null, until: trusted({ $gt: now }) }).lean();
        return found && blockOf(found);
      }),
    block: ({ id, ...block }) => guarded(async () => void (await blocks.create({ _id: id, ...block }))),
    endBlock: (id, endedAt, endReason) =>
      guarded(async () => {
        const open = { _id: id, endedAt: null };
        const ended = await blocks
          .findOneAndUpdate(open, { $set: { endedAt, endReason } }, { returnDocument: 'after' })
          .lean();
        return ended && blockOf(ended);
      }),
    blocks: (limit) => guarded(async () => (await blocks.find().sort({ at: -1 }).limit(limit).lean()).map(blockOf)),
  };
}

const blockOf = ({ _id, ...block }: BlockDocument): Block => ({ ...block, id: partId.parse(_id) });
