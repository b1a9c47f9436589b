import { consultationRules } from '#shared/consultations.ts';
import type { AccountId } from '#shared/kit/ids.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/kit/time.ts';
import { activeParts, type ConsultationRecord, isOpen, plannedEnd } from './consultation-record.ts';
import type { MeetingSettings } from './meeting-settings.ts';

export const QUARTER_MS = consultationRules.slotMinutes * MINUTE_MS;

/** Starts of the quarters that a time touches, rounded outwards. */
export function quartersOf(startAt: number, minutes: number): number[] {
  const first = Math.floor(startAt / QUARTER_MS);
  const end = Math.ceil((startAt + minutes * MINUTE_MS) / QUARTER_MS);
  return Array.from({ length: end - first }, (_, n) => (first + n) * QUARTER_MS);
}

export const slotKey = (expert: AccountId, quarter: number): string =>
  `${expert}|${new Date(quarter).toISOString().slice(0, 16)}`;

/** The experts whose time a meeting takes: the lead and every further one. */
export const expertsOf = (record: Pick<ConsultationRecord, 'parts'>): AccountId[] =>
  activeParts(record).flatMap(({ kind, accountId }) => (kind === 'expert' && accountId !== null ? [accountId] : []));

/** A key for every quarter and every invited expert; two meetings that share one collide in the database. */
export function slotKeysOf(record: ConsultationRecord): string[] {
  if (!isOpen(record)) return [];
  const quarters = quartersOf(record.startAt, record.plannedMinutes);
  return expertsOf(record).flatMap((expert) => quarters.map((quarter) => slotKey(expert, quarter)));
}

export type Ahead = Pick<MeetingSettings, 'bookableFromHours' | 'bookableUntilDays'>;
export type Range = { readonly from: number; readonly to: number };

/** Between which moments a start may be booked. */
export const bookable = (now: number, { bookableFromHours, bookableUntilDays }: Ahead): Range => ({
  from: now + bookableFromHours * HOUR_MS,
  to: now + bookableUntilDays * DAY_MS,
});

export const isBookable = (startAt: number, now: number, ahead: Ahead): boolean => {
  const { from, to } = bookable(now, ahead);
  return startAt >= from && startAt <= to && startAt % QUARTER_MS === 0;
};

/** Starts at which all quarters of a meeting lie in `open` and none in `taken`. */
export function freeStarts(
  open: ReadonlySet<number>,
  taken: ReadonlySet<number>,
  minutes: number,
  isAhead: (startAt: number) => boolean,
): number[] {
  return [...open]
    .filter(isAhead)
    .filter((startAt) => quartersOf(startAt, minutes).every((quarter) => open.has(quarter) && !taken.has(quarter)))
    .sort((a, b) => a - b);
}

/** A meeting on the spot takes the running quarter, and the next one where it is free. */
export const startOfNow = (now: number): number => Math.floor(now / QUARTER_MS) * QUARTER_MS;

export const opensAt = ({ startAt, waits }: Pick<ConsultationRecord, 'startAt' | 'waits'>): number =>
  startAt - waits.opensBefore * MINUTE_MS;

/** Nobody is let in after that: an hour for a talk that took longer. */
export const closesAt = (record: Pick<ConsultationRecord, 'startAt' | 'plannedMinutes'>): number =>
  plannedEnd(record) + HOUR_MS;
