import type { Connection } from 'mongoose';

export type DeclaredIndex = {
  readonly collection: string;
  /** In the index's order. */
  readonly keys: readonly string[];
  readonly isUnique: boolean;
  readonly isSparse: boolean;
};

/** Those of all models that are defined on the connection so far, with each collection's `_id`. */
export function declaredIndexes(connection: Connection): DeclaredIndex[] {
  return Object.values(connection.models).flatMap((model) => {
    const collection = model.collection.name;
    const declared = model.schema.indexes().map(([fields, options]) => ({
      collection,
      keys: Object.keys(fields),
      isUnique: options.unique === true,
      isSparse: options.sparse === true,
    }));
    return [{ collection, keys: ['_id'], isUnique: true, isSparse: false }, ...declared];
  });
}

/**
 * Creates the declared indexes of all defined models (and so their collections) where they are not there yet; repeatable.
 * Answers how many there are. Rejects with the collection's name when one cannot be made, for example because the documents
 * break it or an older one of other options is in its place.
 */
export async function ensureIndexes({ connection }: { readonly connection: Connection }): Promise<number> {
  let count = 0;
  for (const model of Object.values(connection.models)) {
    for (const [fields, options] of model.schema.indexes()) {
      try {
        await model.collection.createIndex(indexFields(fields), {
          unique: options.unique === true,
          sparse: options.sparse === true,
        });
      } catch (error) {
        throw new Error(`The index ${JSON.stringify(fields)} of ${model.collection.name} cannot be made.`, {
          cause: error,
        });
      }
      count++;
    }
  }
  return count;
}

/** Mongoose types an index's fields more loosely than the driver; the house uses ascending and descending ones only. */
function indexFields(fields: Record<string, unknown>): Record<string, 1 | -1> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, direction]): [string, 1 | -1] => {
      if (direction === 1 || direction === -1) return [field, direction];
      throw new Error(`An index on ${field} can be 1 or -1, not ${String(direction)}.`);
    }),
  );
}
