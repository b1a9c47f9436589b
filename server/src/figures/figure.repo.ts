import type { Connection } from 'mongoose';
import { requestId } from '#shared/kit/ids.ts';
import { guarded } from '../db/errors.ts';
import { type FigureDocument, figureModel } from './figure.model.ts';
import { type CountedMatter, quarterOf } from './figure.rules.ts';

export type FigureScope = { readonly branch: string } | { readonly expertId: string } | { readonly all: true };
export type StoredCount = CountedMatter & { readonly asOf: number };

export type FigureRepo = {
  /** In the place of what was counted before. */
  save(matters: readonly CountedMatter[], asOf: Date): Promise<void>;
  /** In the order of filing. */
  each(quarter: string, scope: FigureScope): AsyncIterable<StoredCount>;
  quarters(): Promise<string[]>;
};

export function createFigureRepo(connection: Connection): FigureRepo {
  const model = figureModel(connection);
  return {
    save: (matters, asOf) =>
      guarded(async () => {
        if (matters.length === 0) return;
        const writes = matters.map((matter) => {
          const { _id, ...fields } = documentOf(matter, asOf);
          return { updateOne: { filter: { _id }, update: { $set: fields }, upsert: true } };
        });
        await model.bulkWrite(writes, { ordered: false });
      }),
    async *each(quarter, scope) {
      const filter = { quarter, ...filterOf(scope) };
      for await (const row of model.find(filter).sort({ openedAt: 1, _id: 1 }).lean().cursor()) yield stored(row);
    },
    quarters: () => guarded(() => model.distinct('quarter').exec()),
  };
}

function filterOf(scope: FigureScope): { branch?: RegExp; expertId?: string } {
  if ('branch' in scope) return { branch: new RegExp(`^${scope.branch}`) };
  return 'expertId' in scope ? { expertId: scope.expertId } : {};
}

const documentOf = ({ id, openedAt, counts, ...rest }: CountedMatter, asOf: Date): FigureDocument => ({
  ...rest,
  _id: id,
  quarter: quarterOf(openedAt),
  openedAt: new Date(openedAt),
  asOf,
  counts: { ...counts },
});

const stored = ({ _id, openedAt, asOf, quarter: _quarter, ...rest }: FigureDocument): StoredCount => ({
  ...rest,
  id: requestId.parse(_id),
  openedAt: openedAt.getTime(),
  asOf: asOf.getTime(),
});
