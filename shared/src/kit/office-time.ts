import { DAY_MS, MINUTE_MS, OFFSET_MS } from './time.ts';
/**
 * Arithmetic of office time in Asia/Shanghai, which has no summer time: a fixed offset is exact. Moments are milliseconds since the
 * epoch, times of day are minutes since midnight.
 */
export type OfficeTime = {
  /** 1 is Monday, 7 is Sunday. */
  readonly days: readonly number[];
  /** In order, without overlap. */
  readonly hours: readonly { readonly from: number; readonly to: number }[];
  /** Days that are otherwise than their weekday says: holidays, and 调休 days of work. `date` is `2026-10-01`. */
  readonly calendar: readonly { readonly date: string; readonly kind: 'off' | 'work' }[];
};

/** Longer than any holiday; a calendar that closes the office for good must not hang the clock. */
const LOOK_AHEAD_DAYS = 400;

type Span = { from: number; to: number };

/** Is this moment in office hours? The last minute of a span is in, its end is not. */
export const isOfficeTime = (at: number, office: OfficeTime): boolean =>
  spansOf(dayOf(at), office).some(({ from, to }) => at >= from && at < to);

/** This moment, if it lies in office hours, else the next opening. */
export function nextOfficeMoment(at: number, office: OfficeTime): number {
  const span = firstSpan(at, office);
  return span === undefined ? at : Math.max(at, span.from);
}

/** The moment at which so many minutes of office time have gone by since `at`. */
export function addOfficeMinutes(at: number, minutes: number, office: OfficeTime): number {
  let from = at;
  let leftMs = minutes * MINUTE_MS;
  for (;;) {
    const span = firstSpan(from, office);
    // An office that never opens again has no hours to count: the clock on the wall counts instead.
    if (span === undefined) return from + leftMs;
    const start = Math.max(from, span.from);
    if (start + leftMs <= span.to) return start + leftMs;
    leftMs -= span.to - start;
    from = span.to;
  }
}

/** How many minutes of office time lie between two moments, not rounded. */
export function officeMinutesBetween(from: number, to: number, office: OfficeTime): number {
  let ms = 0;
  for (let day = dayOf(from); day <= dayOf(to); day += 1) {
    for (const span of spansOf(day, office)) ms += Math.max(0, Math.min(to, span.to) - Math.max(from, span.from));
  }
  return ms / MINUTE_MS;
}

/** The first span that is not over at `at`. */
function firstSpan(at: number, office: OfficeTime): Span | undefined {
  const today = dayOf(at);
  for (let day = today; day <= today + LOOK_AHEAD_DAYS; day += 1) {
    const span = spansOf(day, office).find(({ to }) => at < to);
    if (span !== undefined) return span;
  }
  return undefined;
}

/** Days are counted in Shanghai. */
const dayOf = (at: number): number => Math.floor((at + OFFSET_MS) / DAY_MS);

function spansOf(day: number, { days, hours, calendar }: OfficeTime): Span[] {
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  // The first of January 1970 was a Thursday.
  const weekday = ((day + 3) % 7) + 1;
  const kind = calendar.find((row) => row.date === date)?.kind;
  const isOpen = kind === undefined ? days.includes(weekday) : kind === 'work';
  if (!isOpen) return [];
  const midnight = day * DAY_MS - OFFSET_MS;
  return hours.map(({ from, to }) => ({ from: midnight + from * MINUTE_MS, to: midnight + to * MINUTE_MS }));
}
