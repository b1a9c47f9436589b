import type { Model } from 'mongoose';
import { type AccountId, accountId } from '#shared/kit/ids.ts';
import type { RequestState } from '#shared/request-facts.ts';
import { guarded } from '../db/errors.ts';
import { trusted } from '../db/schema-options.ts';
import type { RequestDocument } from './request.model.ts';
import type { RequestRecord } from './request-record.ts';
import { recordOf } from './request-stored.ts';

/** Many matters at once, for those who count them or follow them up. */
export type RequestCounts = {
  /** By lead expert. */
  openMatters(): Promise<Map<AccountId, number>>;
  /** Those that came to a result and were not opened again, by lead expert. */
  answeredMatters(): Promise<Map<AccountId, number>>;
  /** Filed by citizens themselves with this telephone since then. */
  filedFor(phone: string, since: Date): Promise<number>;
  /** All that are in this state now. */
  eachIn(state: RequestState): AsyncIterable<RequestRecord>;
  /** Filed from `from` until before `to`, in that order. */
  eachFiled(from: Date, to: Date): AsyncIterable<RequestRecord>;
  /** All there are, with the number of files that is counted beside them. */
  each(): AsyncIterable<{ matter: RequestRecord; fileCount: number }>;
};

export function createRequestCounts(model: Model<RequestDocument>): RequestCounts {
  const byExpert = (states: RequestState[]): Promise<Map<AccountId, number>> =>
    guarded(async () => {
      const counts = await model.aggregate<{ _id: string; count: number }>([
        { $match: { state: { $in: states }, expertId: { $ne: null } } },
        { $group: { _id: '$expertId', count: { $sum: 1 } } },
      ]);
      return new Map(counts.map(({ _id, count }) => [accountId.parse(_id), count]));
    });
  return {
    openMatters: () => byExpert(['assigned', 'scheduled', 'met']),
    answeredMatters: () => byExpert(['concluded', 'visited', 'closed']),
    filedFor: (phone, since) =>
      guarded(async () => {
        const own = { 'citizen.phone': phone, 'filedBy.role': 'citizen', openedAt: trusted({ $gt: since }) };
        return model.countDocuments(own).exec();
      }),
    eachIn: (state) => recordsOf(model.find({ state }).sort({ _id: 1 }).lean().cursor()),
    eachFiled: (from, to) => {
      const filed = { openedAt: trusted({ $gte: from, $lt: to }) };
      return recordsOf(model.find(filed).sort({ openedAt: 1, _id: 1 }).lean().cursor());
    },
    async *each() {
      for await (const row of model.find().lean().cursor()) yield { matter: recordOf(row), fileCount: row.fileCount };
    },
  };
}

async function* recordsOf(rows: AsyncIterable<RequestDocument>): AsyncIterable<RequestRecord> {
  for await (const row of rows) yield recordOf(row);
}
