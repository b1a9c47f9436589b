/** How late the server's event loop was, in ms, 99 of 100; since it was asked last, from the server's own metrics. */
export async function eventLoopDelayP99Ms(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const seconds = text.match(/^nodejs_eventloop_lag_p99_seconds (\S+)$/m)?.[1];
  if (seconds === undefined) throw new Error('the server tells no delay of its event loop');
  return Math.round(10_000 * Number(seconds)) / 10;
}
