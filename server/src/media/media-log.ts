import { setLogEventListeners } from 'mediasoup';
import type { Logger } from '../kernel/logger.ts';

/**
 * Sends what mediasoup and its workers say into our log. mediasoup knows one listener per process, so with two Sfus in a
 * process (tests) the later one hears both.
 */
export function listenToMediaLog(log: Logger): void {
  setLogEventListeners({
    onwarn: (namespace, text) => log.warn({ namespace }, text),
    onerror: (namespace, text, error) => log.error({ namespace, err: error }, text),
  });
}
