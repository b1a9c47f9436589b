import { parseCookie } from 'cookie';
import type { CookieOptions } from 'express';
import type { Identity } from '#shared/kit/caller.ts';
import { DAY_MS } from '#shared/kit/time.ts';

/** The cookie of each identity. */
const cookieNames: Record<Identity, string> = {
  staff: 'law_hall_staff',
  device: 'law_hall_device',
  matter: 'law_hall_matter',
};

/** As long as a matter's link lives; a device stays paired until it is unpaired; browsers cap a cookie's life at 400 days, and each visit renews it. */
const dayMs = DAY_MS;
const maxAgeMs: Record<Identity, number | undefined> = {
  staff: undefined,
  device: 400 * dayMs,
  matter: 90 * dayMs,
};

export const cookieName = (identity: Identity): string => cookieNames[identity];

export function cookieOptions(identity: Identity, isSecure: boolean): CookieOptions {
  const maxAge = maxAgeMs[identity];
  return { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/', ...(maxAge !== undefined && { maxAge }) };
}

/** The token of this identity in a Cookie header, if there is one. */
export function tokenOf(identity: Identity, header: string | undefined): string | undefined {
  if (!header) return undefined;
  return parseCookie(header)[cookieNames[identity]];
}
