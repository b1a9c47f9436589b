import type { Language } from './i18n.ts';

/** All times are shown for Asia/Shanghai, whatever zone the PC is set to. China has no summer time, so the offset is fixed. */
const timeZone = 'Asia/Shanghai';
const offset = '+08:00';

const formats = new Map<string, Intl.DateTimeFormat>();
function format(language: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  const known = formats.get(key);
  if (known) return known;
  const locale = language === 'zh-CN' ? 'zh-CN' : 'en-GB';
  const made = new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options });
  formats.set(key, made);
  return made;
}

/** `09:30` */
export const clockTime = (iso: string, language: Language): string =>
  format(language, 'clock', { hour: '2-digit', minute: '2-digit' }).format(new Date(iso));

/** `09:30:05` */
export const clockSeconds = (iso: string, language: Language): string =>
  format(language, 'seconds', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(iso));

/** `11月24日 星期二`, with the year if it is not this one. */
export function dayName(iso: string, language: Language, now = Date.now()): string {
  const isThisYear = dayKey(iso).slice(0, 4) === dayKey(new Date(now).toISOString()).slice(0, 4);
  const options = { month: 'long', day: 'numeric' } as const;
  const day = isThisYear
    ? format(language, 'day', options).format(new Date(iso))
    : format(language, 'dayYear', { year: 'numeric', ...options }).format(new Date(iso));
  const weekday = format(language, 'weekday', { weekday: 'long' }).format(new Date(iso));
  return language === 'zh-CN' ? `${day} ${weekday}` : `${weekday}, ${day}`;
}

/** `2026-11-24 09:30`: for rows and figures, the same in both languages. */
export const dateTime = (iso: string): string => `${dayKey(iso)} ${clockTime(iso, 'en')}`;

/** `2026-11-24` in Shanghai. */
export function dayKey(iso: string): string {
  const shifted = new Date(Date.parse(iso) + 8 * 3_600_000);
  return shifted.toISOString().slice(0, 10);
}

/** What a `datetime-local` control shows: Shanghai's wall clock, `2026-11-24T09:30`. */
export const toWallClock = (iso: string): string => `${dayKey(iso)}T${clockTime(iso, 'en')}`;

/** The moment that a `datetime-local` value means in Shanghai; null while it is incomplete. */
export function fromWallClock(value: string): string | null {
  const moment = Date.parse(`${value}:00${offset}`);
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value) && !Number.isNaN(moment) ? new Date(moment).toISOString() : null;
}

/** Midnight in Shanghai at the beginning of the day, `days` later. */
export const startOfDay = (key: string, days = 0): string =>
  new Date(Date.parse(`${key}T00:00:00${offset}`) + days * 86_400_000).toISOString();

/** The Monday of the week that the day lies in, as a day key. */
export function mondayOf(key: string): string {
  const day = new Date(`${key}T00:00:00Z`);
  const back = (day.getUTCDay() + 6) % 7;
  return new Date(day.getTime() - back * 86_400_000).toISOString().slice(0, 10);
}

/** `12:05` until a moment, never below zero; hours only when there are some. */
export function countdown(untilMs: number, nowMs: number): string {
  const total = Math.max(0, Math.ceil((untilMs - nowMs) / 1000));
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`;
}
