import { createHmac, randomBytes } from 'node:crypto';
import { type AccountId, accountId, type SessionId, sessionId } from '#shared/kit/ids.ts';

/** What the database holds of a token or code: of no use to whoever reads it there. */
export type HashSecret = (secret: string) => string;

/** Keyed with SESSION_SECRET: also short codes cannot be guessed from a copy of the database. */
export const createHashSecret =
  (sessionSecret: string): HashSecret =>
  (secret) =>
    createHmac('sha256', sessionSecret).update(secret).digest('base64url');

/** 256 bits, for a cookie or a link. */
export const newToken = (): string => randomBytes(32).toString('base64url');

const newId = (): string => randomBytes(12).toString('hex');
export const newSessionId = (): SessionId => sessionId.parse(newId());
export const newAccountId = (): AccountId => accountId.parse(newId());
