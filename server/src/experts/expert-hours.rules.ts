import type { ExpertHours } from '#shared/expert-profile.ts';
import type { FieldError } from '#shared/kit/errors.ts';
import { DAY_MS, MINUTE_MS, OFFSET_MS } from '#shared/kit/time.ts';

export const quarterMs = 15 * MINUTE_MS;
/** Nobody books further ahead; it also bounds the work. */
const longestRangeMs = 62 * DAY_MS;

type Term = { termFrom: string; termTo: string };

/** The day in Shanghai, `2026-11-24`. */
export const dayOf = (ms: number): string => new Date(ms + OFFSET_MS).toISOString().slice(0, 10);

/** ISO weekday of a day, Monday is 1. */
const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

export const isWithinTerm = ({ termFrom, termTo }: Term, day: string): boolean => termFrom <= day && day <= termTo;

/** On a day off without extra hours. */
export const isAwayOn = ({ timeOff, extra }: ExpertHours, day: string): boolean =>
  timeOff.some(({ from, to }) => from <= day && day <= to) && !extra.some(({ date }) => date === day);

type Span = { from: string; to: string };

/** The spans of a day: the weekly ones unless it is off, and the extra ones in any case. */
export function spansOn({ weekly, timeOff, extra }: ExpertHours, day: string): Span[] {
  const isOff = timeOff.some(({ from, to }) => from <= day && day <= to);
  const usual = isOff ? [] : weekly.filter(({ weekday }) => weekday === weekdayOf(day));
  return [...usual, ...extra.filter(({ date }) => date === day)];
}

/**
 * The starts (UTC, ms) of the whole quarter hours between `fromMs` and `toMs` in which the expert keeps hours, each once, in their
 * order. Meetings are not taken out.
 */
export function quartersOf(hours: ExpertHours, term: Term, fromMs: number, toMs: number): number[] {
  const end = Math.min(toMs, fromMs + longestRangeMs);
  const found = new Set<number>();
  for (let at = startOfDay(fromMs); at < end; at += DAY_MS) {
    const day = dayOf(at);
    if (!isWithinTerm(term, day)) continue;
    for (const { from, to } of spansOn(hours, day)) {
      for (let quarter = at + minutesOf(from); quarter + quarterMs <= at + minutesOf(to); quarter += quarterMs) {
        if (quarter >= fromMs && quarter + quarterMs <= end) found.add(quarter);
      }
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** Midnight in Shanghai before this moment. */
const startOfDay = (ms: number): number => Math.floor((ms + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;

/** Of `HH:MM`, up to `24:00`, in ms. */
const minutesOf = (clock: string): number => (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))) * 60_000;

/** What cannot be in somebody's hours: spans that end before they begin, weekly spans that overlap. */
export function hoursFlaws({ weekly, timeOff, extra }: ExpertHours): FieldError[] {
  const flaws: FieldError[] = [];
  const check = (list: string, spans: readonly Span[]): void => {
    for (const [index, { from, to }] of spans.entries())
      if (to <= from) flaws.push({ path: `${list}.${index}.to`, reason: 'span_backwards' });
  };
  check('weekly', weekly);
  check('extra', extra);
  for (const [index, { from, to }] of timeOff.entries())
    if (to < from) flaws.push({ path: `timeOff.${index}.to`, reason: 'days_backwards' });
  for (const [index, one] of weekly.entries()) {
    const before = weekly.slice(0, index);
    const isTwice = before.some((other) => other.weekday === one.weekday && other.from < one.to && one.from < other.to);
    if (isTwice) flaws.push({ path: `weekly.${index}.from`, reason: 'spans_overlap' });
  }
  return flaws;
}
