import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { type Caller, isMatter, isStaff } from '#shared/kit/caller.ts';
import type { LimitClass } from '#shared/kit/define.ts';
import { AppError } from '../kernel/app-error.ts';

/** Calls a minute. Whoever is known counts by identity; others by address, since 254 halls may sit behind one (states-and-rights). */
const perMinute: Record<LimitClass, { known: number; address: number }> = {
  normal: { known: 600, address: 300 },
  media: { known: 600, address: 60 },
  report: { known: 240, address: 60 },
  signIn: { known: 30, address: 300 },
  pairing: { known: 60, address: 60 },
  /** Takes seconds of a core: PDF and XLSX of many rows. */
  paper: { known: 30, address: 30 },
  check: { known: 60, address: 60 },
};

const identityOf = (caller: Caller): string | undefined => {
  if (caller.role === 'nobody') return undefined;
  if (isMatter(caller)) return `link:${caller.sessionId}`;
  return isStaff(caller) ? `account:${caller.accountId}` : `hall:${caller.hallId}`;
};

/** Counts a call; refuses with `too_many/rate_limited` and the seconds to wait. */
export type CountCall = (caller: Caller, limitClass: LimitClass) => Promise<void>;

/** Limits in memory: one process serves the county, and a restart forgives. */
export function createLimits(factor = 1): CountCall {
  const limiter = (points: number): RateLimiterMemory =>
    new RateLimiterMemory({ points: Math.ceil(points * factor), duration: 60 });
  const limiters = new Map<string, RateLimiterMemory>();
  for (const [name, { known, address }] of Object.entries(perMinute)) {
    limiters.set(`${name}/known`, limiter(known));
    limiters.set(`${name}/address`, limiter(address));
  }
  return async (caller, limitClass) => {
    const identity = identityOf(caller);
    const found = limiters.get(`${limitClass}/${identity === undefined ? 'address' : 'known'}`);
    if (!found) throw new Error(`no limiter for ${limitClass}`);
    try {
      await found.consume(identity ?? caller.address);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new AppError('too_many', 'rate_limited', { params: { seconds: Math.ceil(refusal.msBeforeNext / 1000) } });
    }
  };
}
