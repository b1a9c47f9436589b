import { AppError } from './app-error.ts';

/**
 * The promise's own outcome, or after `ms` an AppError `unavailable/timeout` that names `what`. The work itself is not
 * stopped; a rejection that comes too late is swallowed here, since its waiter was already answered.
 * Real time on purpose: a limit guards against hanging, also in tests with a fake clock.
 */
export function withTimeout<T>(promise: Promise<T>, ms: number, what: string): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new AppError('unavailable', 'timeout', { params: { what, ms } }));
    }, ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
