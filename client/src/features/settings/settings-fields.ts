import type { RouteInput, RouteOutput } from '../../lib/http-client.ts';

export type Answer = RouteOutput<'getSettings'>;
export type Settings = Answer['settings'];
export type NumberField = Answer['numbers'][number];
export type CalendarRow = Settings['calendar'][number];

/** The rules as they are typed: numbers as text. */
export type Typed = Omit<Settings, NumberField['key']> & { numbers: Record<string, string> };

export function typedOf({ settings, numbers }: Answer): Typed {
  const { roomPhotos, officeDays, officeHours, calendar, helpTelephone, recordPrefix, agreementPrefix } = settings;
  const texts = Object.fromEntries(numbers.map(({ key }) => [key, String(settings[key])]));
  const rest = { officeDays, officeHours, calendar, helpTelephone, recordPrefix, agreementPrefix };
  return { roomPhotos, ...rest, numbers: texts };
}

/** What is no whole number goes as it is typed: the server says at its field what is wrong with it. */
const numberOf = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN);

/** Numbers that are none, or out of their bounds. */
export const wrongNumbers = ({ numbers }: Answer, typed: Typed): NumberField[] =>
  numbers.filter(({ key, min, max }) => {
    const value = numberOf(typed.numbers[key] ?? '');
    return Number.isNaN(value) || value < min || value > max;
  });

export function inputOf({ settings, numbers: fields, revision }: Answer, typed: Typed): RouteInput<'changeSettings'> {
  const { numbers: texts, ...rest } = typed;
  const numbers = Object.fromEntries(fields.map(({ key }) => [key, numberOf(texts[key] ?? '')]));
  return { settings: { ...settings, ...rest, ...numbers }, revision };
}

export type CalendarSpan = { from: string; to: string; kind: CalendarRow['kind'] };

const DAY_MS = 86_400_000;
const dayAfter = (date: string): string => new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10);

/** Days in a row of one kind, as people speak of them: 10 月 1 日至 7 日. In order. */
export function spansOf(calendar: readonly CalendarRow[]): CalendarSpan[] {
  const rows = [...calendar].sort((a, b) => a.date.localeCompare(b.date));
  const spans: CalendarSpan[] = [];
  for (const { date, kind } of rows) {
    const last = spans.at(-1);
    if (last && last.kind === kind && dayAfter(last.to) === date) last.to = date;
    else spans.push({ from: date, to: date, kind });
  }
  return spans;
}

const LONGEST_SPAN = 60;

/** The days of a span; empty if it runs backwards or is longer than any holiday. */
export function daysOf({ from, to, kind }: CalendarSpan): CalendarRow[] {
  const rows: CalendarRow[] = [];
  for (let date = from; date <= to; date = dayAfter(date)) {
    rows.push({ date, kind });
    if (rows.length > LONGEST_SPAN) return [];
  }
  return rows;
}

/** A day stands for what was last said of it. */
export function withDays(calendar: readonly CalendarRow[], days: readonly CalendarRow[]): CalendarRow[] {
  const said = new Map([...calendar, ...days].map((row) => [row.date, row]));
  return [...said.values()].sort((a, b) => a.date.localeCompare(b.date));
}

export const withoutSpan = (calendar: readonly CalendarRow[], { from, to }: CalendarSpan): CalendarRow[] =>
  calendar.filter(({ date }) => date < from || date > to);
