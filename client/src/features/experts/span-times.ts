const two = (value: number): string => String(value).padStart(2, '0');

/** `00:00` to `23:45` in quarters of an hour; `24:00` ends a day. */
export const quarterTimes: readonly string[] = Array.from(
  { length: 96 },
  (_, index) => `${two(Math.floor(index / 4))}:${two((index % 4) * 15)}`,
);
export const endTimes: readonly string[] = [...quarterTimes.slice(1), '24:00'];
