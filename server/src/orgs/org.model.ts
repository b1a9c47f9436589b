import { type Connection, type Model, Schema } from 'mongoose';
import { type OrgLevel, orgLevels } from '#shared/orgs.ts';
import { number, text, textOrNull } from '../db/fields.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

/** A place or department; the county's own code is the key. */
export type OrgDocument = {
  _id: string;
  parentId: string | null;
  level: OrgLevel;
  name: string;
  pinyin: string;
  /** Codes from the root down, each between slashes: `/220283/220283001/`. "Below" is a prefix. */
  path: string;
};

const orgSchema = new Schema<OrgDocument>(
  {
    _id: stringId,
    parentId: textOrNull,
    level: { type: String, enum: orgLevels, required: true },
    name: text,
    pinyin: text,
    path: { type: String, required: true, unique: true },
  },
  schemaOptions,
);

/** One document `tree`: rises with every import, so that other processes notice that their copy is old. */
export type TreeVersionDocument = { _id: string; version: number };

const versionSchema = new Schema<TreeVersionDocument>({ _id: stringId, version: number }, schemaOptions);

export const orgModel = (connection: Connection): Model<OrgDocument> => defineModel(connection, 'orgs', orgSchema);

export const treeVersionModel = (connection: Connection): Model<TreeVersionDocument> =>
  defineModel(connection, 'treeVersions', versionSchema);
