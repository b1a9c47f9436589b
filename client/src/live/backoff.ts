export type BackoffOptions = { firstMs: number; maxMs: number; random: () => number };

/**
 * How long to wait before try number `attempt` (1 is the first): doubled each time up to `maxMs`, of which a random half is
 * taken away so that many clients that were cut off together do not come back together.
 */
export function backoffMs(attempt: number, { firstMs, maxMs, random }: BackoffOptions): number {
  const full = Math.min(maxMs, firstMs * 2 ** Math.min(20, Math.max(0, attempt - 1)));
  return Math.round(full / 2 + (full / 2) * random());
}
