import type { Connection } from 'mongoose';
import type { Handle } from '../kernel/disposer.ts';

/** What a query asks by, without its values: enough to say which index it needs. */
export type QueryShape = {
  readonly collection: string;
  readonly method: string;
  readonly filterKeys: readonly string[];
  readonly sortKeys: readonly string[];
};

export type QueryRecorder = Handle & {
  /** Each shape once, in the order of first sight. */
  shapes(): QueryShape[];
};

/** For tests: listens to everything that the models of this connection ask the database until closed. */
export function recordQueries(connection: Connection): QueryRecorder {
  const seen = new Map<string, QueryShape>();
  connection.set('debug', (collection: string, method: string, ...args: unknown[]) => {
    for (const shape of shapesOf(collection, method, args)) {
      seen.set(JSON.stringify(shape), shape);
    }
  });
  return {
    shapes: () => [...seen.values()],
    close: () => {
      connection.set('debug', false);
    },
  };
}

function shapesOf(collection: string, method: string, args: unknown[]): QueryShape[] {
  const [first, second, third] = args;
  switch (method) {
    case 'find':
    case 'findOne':
    case 'countDocuments':
    case 'deleteOne':
    case 'deleteMany':
      return [shape(collection, method, first, second)];
    case 'findOneAndDelete':
      return [shape(collection, method, first, second)];
    case 'distinct':
      return [shape(collection, method, second, undefined)];
    case 'updateOne':
    case 'updateMany':
    case 'replaceOne':
    case 'findOneAndUpdate':
    case 'findOneAndReplace':
      return [shape(collection, method, first, third)];
    case 'aggregate':
      return [aggregateShape(collection, first)];
    case 'bulkWrite':
      return Array.isArray(first) ? first.flatMap((write) => bulkShapes(collection, write)) : [];
    default:
      return [];
  }
}

function shape(collection: string, method: string, filter: unknown, options: unknown): QueryShape {
  return { collection, method, filterKeys: filterKeysOf(filter), sortKeys: keysOf(memberOf(options, 'sort')) };
}

/** Only what stands before the first stage that is neither $match nor $sort can use an index. */
function aggregateShape(collection: string, pipeline: unknown): QueryShape {
  const filterKeys: string[] = [];
  const sortKeys: string[] = [];
  for (const stage of Array.isArray(pipeline) ? pipeline : []) {
    const [name] = keysOf(stage);
    if (name === '$match') filterKeys.push(...filterKeysOf(memberOf(stage, '$match')));
    else if (name === '$sort') sortKeys.push(...keysOf(memberOf(stage, '$sort')));
    else break;
  }
  return { collection, method: 'aggregate', filterKeys: [...new Set(filterKeys)].sort(), sortKeys };
}

function bulkShapes(collection: string, write: unknown): QueryShape[] {
  return keysOf(write)
    .filter((name) => name !== 'insertOne')
    .map((name) => shape(collection, `bulkWrite.${name}`, memberOf(memberOf(write, name), 'filter'), undefined));
}

/** Sorted; the keys inside $and, $or and $nor count as the filter's own. */
function filterKeysOf(filter: unknown): string[] {
  const keys = keysOf(filter).flatMap((key) => {
    if (key !== '$and' && key !== '$or' && key !== '$nor') return [key];
    const parts = memberOf(filter, key);
    return Array.isArray(parts) ? parts.flatMap(filterKeysOf) : [];
  });
  return [...new Set(keys)].sort();
}

function keysOf(value: unknown): string[] {
  if (value instanceof Map) return [...value.keys()].map(String);
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function memberOf(value: unknown, key: string): unknown {
  if (value instanceof Map) return value.get(key);
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
