import {
  type Caller,
  type HallCaller,
  type Identity,
  identities,
  type MatterCaller,
  type StaffCaller,
} from '#shared/kit/caller.ts';
import { type Language, languages } from '#shared/kit/language.ts';
import { tokenOf } from './cookies.ts';

/** A caller as a session knows it; the address is the connection's. */
export type SessionCaller = Omit<StaffCaller, 'address'> | Omit<HallCaller, 'address'> | Omit<MatterCaller, 'address'>;

/** Who this token stands for now, or null. */
export type Authenticate = (identity: Identity, token: string) => Promise<SessionCaller | null>;

export const isIdentity = (value: unknown): value is Identity => identities.some((identity) => identity === value);

/** The caller of a request or handshake: only the cookie of the identity that the page named is looked at. */
export async function callerOf(
  authenticate: Authenticate,
  identity: Identity,
  cookieHeader: string | undefined,
  address: string,
): Promise<Caller> {
  const token = tokenOf(identity, cookieHeader);
  const session = token ? await authenticate(identity, token) : null;
  return session ? { ...session, address } : { role: 'nobody', address };
}

/** The language that a page asks for; Chinese unless English comes first. */
export function languageOf(value: unknown): Language {
  const asked = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return asked.startsWith('en') ? languages[1] : languages[0];
}
