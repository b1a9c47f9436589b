import { metricsOf } from './metrics.ts';

/** How late the server's event loop was, in ms, 99 of 100; since it was asked last, from the server's own metrics. */
export async function eventLoopDelayP99Ms(url: string): Promise<number> {
  const [seconds = Number.NaN] = await metricsOf(url, ['nodejs_eventloop_lag_p99_seconds']);
  return Math.round(10_000 * seconds) / 10;
}
