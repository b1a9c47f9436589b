import { type Connection, type Model, Schema } from 'mongoose';
import { type AccountRole, accountRoles } from '#shared/kit/caller.ts';
import { maybeEmpty, text, time } from '../db/fields.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

/** A staff session. It exists while it lives: ending it deletes it, what happened is in the audit log. */
export type SessionDocument = {
  _id: string;
  /** HMAC of the cookie's token; the token itself is nowhere. */
  tokenHash: string;
  accountId: string;
  role: AccountRole;
  createdAt: Date;
  lastSeenAt: Date;
  userAgent: string;
};

const sessionSchema = new Schema<SessionDocument>(
  {
    _id: stringId,
    tokenHash: { type: String, required: true, unique: true },
    accountId: text,
    role: { type: String, enum: accountRoles, required: true },
    createdAt: time,
    lastSeenAt: time,
    userAgent: maybeEmpty,
  },
  schemaOptions,
)
  .index({ accountId: 1 })
  .index({ lastSeenAt: 1 });

/** The paired PC of a hall. The hall's code is the key: a second paired PC for one hall cannot be stored. */
export type DeviceDocument = {
  _id: string;
  sessionId: string;
  tokenHash: string;
  pairedAt: Date;
  lastSeenAt: Date;
  userAgent: string;
};

const deviceSchema = new Schema<DeviceDocument>(
  {
    _id: stringId,
    sessionId: text,
    tokenHash: { type: String, required: true, unique: true },
    pairedAt: time,
    lastSeenAt: time,
    userAgent: maybeEmpty,
  },
  schemaOptions,
);

export const sessionModel = (connection: Connection): Model<SessionDocument> =>
  defineModel(connection, 'sessions', sessionSchema);

export const deviceModel = (connection: Connection): Model<DeviceDocument> =>
  defineModel(connection, 'devices', deviceSchema);
