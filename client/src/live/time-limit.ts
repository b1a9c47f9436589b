import { ClientError } from '../lib/client-error.ts';

/** Rejects with `ClientError` `timeout` when `work` takes longer than `ms`; what comes of it later is dropped. */
export function withinTime<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ClientError('timeout', null)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
