import { type Connection, type Model, Schema } from 'mongoose';
import { type AccountRole, accountRoles } from '#shared/kit/caller.ts';
import { text, time } from '../db/fields.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

export type AccountDocument = {
  _id: string;
  /** Lower case; the race for a name is settled by its unique index. */
  signInName: string;
  name: string;
  /** Full spelling and initials of the name, for the search by letters. */
  pinyin: string;
  roles: AccountRole[];
  orgId: string;
  state: 'active' | 'locked';
  passwordHash?: string;
  lastSignInAt?: Date;
  /** The role that was last acted in: the next sign-in begins in it. */
  lastRole?: AccountRole;
  createdAt: Date;
};

const accountSchema = new Schema<AccountDocument>(
  {
    _id: stringId,
    signInName: { type: String, required: true, unique: true },
    name: text,
    pinyin: text,
    roles: { type: [{ type: String, enum: accountRoles }], required: true },
    orgId: text,
    state: { type: String, enum: ['active', 'locked'], required: true },
    passwordHash: String,
    lastSignInAt: Date,
    lastRole: { type: String, enum: accountRoles },
    createdAt: time,
  },
  schemaOptions,
).index({ roles: 1, state: 1 });

/** One document `admins`: who counts as an active administrator, so that "never the last one" is one conditional update. */
export type RosterDocument = { _id: string; accountIds: string[] };

const rosterSchema = new Schema<RosterDocument>({ _id: stringId, accountIds: [String] }, schemaOptions);

export const accountModel = (connection: Connection): Model<AccountDocument> =>
  defineModel(connection, 'accounts', accountSchema);

export const rosterModel = (connection: Connection): Model<RosterDocument> =>
  defineModel(connection, 'rosters', rosterSchema);
