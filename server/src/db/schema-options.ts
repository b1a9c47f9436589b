import mongoose, { type Connection, type Model, type Schema, type SchemaOptions } from 'mongoose';

/**
 * For every schema of the house: an unknown key in a document, an update or a filter is an error, not silence; ids are strings
 * made by us; what is empty stays stored as empty; indexes and collections are made by `ensureIndexes` alone.
 */
export const schemaOptions = {
  strict: 'throw',
  strictQuery: 'throw',
  versionKey: false,
  minimize: false,
  id: false,
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
} as const satisfies SchemaOptions;

/** The same for objects inside a document, which have no id of their own. */
export const partOptions = { strict: 'throw', _id: false, id: false, minimize: false } as const satisfies SchemaOptions;

/** The `_id` of every document: made by us before the insert, so that repeating the insert cannot make a second one. */
export const stringId = { type: String, required: true } as const;

/**
 * Lets a filter's own operators through: `{ _id: trusted({ $in: ids }) }`. Filters are sanitised, so an operator that is not
 * marked so is taken for a value. Never mark anything that came from outside unparsed.
 */
export function trusted<T extends object>(condition: T): T {
  return mongoose.trusted(condition);
}

/** The model of this name on this connection, made once; the collection has the very same name. */
export function defineModel<T>(connection: Connection, name: string, schema: Schema<T>): Model<T> {
  const known = connection.models[name];
  if (known === undefined) return connection.model<T>(name, schema, name);
  if (known.schema !== schema) throw new Error(`The model ${name} was already defined with another schema.`);
  return known;
}
