export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** How far Asia/Shanghai is ahead of UTC. It has no summer time: a fixed offset is exact. */
export const OFFSET_MS = 8 * HOUR_MS;

/** The calendar year of a moment, in Shanghai. */
export const yearOf = (ms: number): number => new Date(ms + OFFSET_MS).getUTCFullYear();
