import type { AttendanceRow, AttendanceTotals } from '#shared/attendance.ts';
import { attendanceRules } from '#shared/attendance.ts';
import { type HeadCount, standingHeads } from '#shared/heads.ts';
import type { HallId } from '#shared/kit/ids.ts';
import { MINUTE_MS } from '#shared/kit/time.ts';
import type { ExpectedHall, Period, Span } from './attendance-types.ts';

/** A closed stretch, half open: `from` is in it, `to` is not. */
export type Stretch = { readonly from: number; readonly to: number };

/** What of `periods` lies before `now`, open ones ended at `now`; without empty ones. */
export function until(now: number, periods: readonly Period[]): Stretch[] {
  return periods.map(({ from, to }) => ({ from, to: Math.min(to ?? now, now) })).filter(({ from, to }) => from < to);
}

/** The union in order, in the fewest stretches; those that touch become one. */
export function union(stretches: readonly Stretch[]): Stretch[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of stretches.filter((s) => s.from < s.to).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** What lies in both; each side is in order and without overlaps, as `union` makes it. */
export function intersection(a: readonly Stretch[], b: readonly Stretch[]): Stretch[] {
  return a.flatMap((one) =>
    b
      .map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) }))
      .filter(({ from, to }) => from < to),
  );
}

export const lengthOf = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { from, to }) => sum + to - from, 0);

export type LiveTime = {
  /** On air, pauses left out; in order. */
  readonly live: readonly Stretch[];
  readonly isOver: boolean;
};

export function liveTime(periods: readonly Period[], now: number, isOver: boolean): LiveTime {
  return { live: union(until(now, periods)), isOver };
}

type Presence = Pick<
  AttendanceRow,
  'firstIn' | 'lastOut' | 'presentMs' | 'minutes' | 'breaks' | 'result' | 'late' | 'leftEarly'
>;

/**
 * What a hall's spans say of it. `firstIn` and `lastOut` are the edges of its time on air (a hall that waits from before the
 * start is in from the start); `lastOut` is null while it is in and the lecture goes on.
 */
export function presenceOf(spans: readonly Period[], { live, isOver }: LiveTime, now: number): Presence {
  const merged = union(until(now, spans));
  const present = intersection(merged, live);
  const presentMs = lengthOf(present);
  const liveMs = lengthOf(live);
  const first = present.at(0)?.from;
  const last = present.at(-1)?.to;
  const isStillIn = !isOver && spans.some(({ to }) => to === null);
  const start = live.at(0)?.from;
  const end = live.at(-1)?.to;
  return {
    firstIn: isoOrNull(first),
    lastOut: isStillIn ? null : isoOrNull(last),
    presentMs,
    minutes: Math.floor(presentMs / MINUTE_MS),
    breaks: breaksOf(merged, live),
    result: resultOf(presentMs, liveMs),
    late: first !== undefined && start !== undefined && first - start > attendanceRules.lateMinutes * MINUTE_MS,
    leftEarly:
      isOver && last !== undefined && end !== undefined && end - last >= attendanceRules.leftEarlyMinutes * MINUTE_MS,
  };
}

/** One row for each expected hall, in the order of the tree; what halls did that are not expected counts nowhere. */
export function rowsOf(
  halls: readonly ExpectedHall[],
  spans: readonly Span[],
  time: LiveTime,
  now: number,
  headCounts: ReadonlyMap<HallId, HeadCount[]> = new Map(),
): AttendanceRow[] {
  const byHall = Map.groupBy(spans, ({ hallId }) => hallId);
  return halls.map(({ hallId, name, townshipId, townshipName }) => ({
    hallId,
    hallName: name,
    townshipId,
    townshipName,
    ...presenceOf(byHall.get(hallId) ?? [], time, now),
    heads: standingHeads(headCounts.get(hallId) ?? []),
    headCounts: headCounts.get(hallId) ?? [],
  }));
}

/** When it was there within the live time, in order. */
export const staysOf = (spans: readonly Period[], { live }: LiveTime, now: number): Stretch[] =>
  intersection(union(until(now, spans)), live);

export function totalsOf(rows: readonly AttendanceRow[]): AttendanceTotals {
  const count = (holds: (row: AttendanceRow) => boolean): number => rows.filter(holds).length;
  return {
    expected: rows.length,
    present: count(({ result }) => result === 'present'),
    partial: count(({ result }) => result === 'partial'),
    absent: count(({ result }) => result === 'absent'),
    late: count(({ late }) => late),
    leftEarly: count(({ leftEarly }) => leftEarly),
    personTimes: rows.reduce((sum, { heads }) => sum + (heads ?? 0), 0),
  };
}

export function townshipsOf(rows: readonly AttendanceRow[]) {
  return [...Map.groupBy(rows, ({ townshipId }) => townshipId)].map(([townshipId, own]) => ({
    townshipId,
    townshipName: own[0]?.townshipName ?? '',
    totals: totalsOf(own),
  }));
}

/** How often it was off the air while the lecture was not, and came back; the lecture's own pauses are no breaks. */
function breaksOf(merged: readonly Stretch[], live: readonly Stretch[]): number {
  const onAir = merged.filter((stretch) => intersection([stretch], live).length > 0);
  return onAir.filter(({ to }, index) => {
    const next = onAir[index + 1];
    return next !== undefined && intersection([{ from: to, to: next.from }], live).length > 0;
  }).length;
}

function resultOf(presentMs: number, liveMs: number): AttendanceRow['result'] {
  if (presentMs === 0) return 'absent';
  return presentMs >= attendanceRules.presentShare * liveMs ? 'present' : 'partial';
}

const isoOrNull = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());
