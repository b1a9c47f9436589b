import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../kernel/app-error.ts';
import { signInTries } from './auth.rules.ts';

export type SignInLimit = {
  /** Counts a try before it is known whether it is right; throws `too_many/rate_limited` above the limit. */
  count(key: string): Promise<void>;
  /** A right password: the count begins anew. */
  forget(key: string): Promise<void>;
};

/** By account, in memory: it holds also for names that do not exist, so that it gives none away. */
export function createSignInLimit(): SignInLimit {
  const limiter = new RateLimiterMemory({ points: signInTries.points, duration: signInTries.windowSeconds });
  return {
    async count(key) {
      try {
        await limiter.consume(key);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const seconds = Math.ceil(refusal.msBeforeNext / 1_000);
        throw new AppError('too_many', 'rate_limited', { params: { seconds } });
      }
    },
    async forget(key) {
      await limiter.delete(key);
    },
  };
}
