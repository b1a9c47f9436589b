import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hallId, lectureId, orgId } from '#shared/kit/ids.ts';
import {
  intersection,
  lengthOf,
  liveTime,
  presenceOf,
  rowsOf,
  totalsOf,
  townshipsOf,
  union,
  until,
} from '../../server/src/attendance/attendance.rules.ts';
import type { ExpectedHall, Period, Span } from '../../server/src/attendance/attendance-types.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 23, 1, 0, 0);
/** A stretch in minutes from the start of the lecture. */
const minutes = (from: number, to: number | null): Period => ({
  from: START + from * MINUTE,
  to: to === null ? null : START + to * MINUTE,
});
const over = (...live: Period[]) => liveTime(live, START + 600 * MINUTE, true);
const late = START + 600 * MINUTE;

const period = fc
  .record({ from: fc.integer({ min: 0, max: 5_000 }), length: fc.option(fc.integer({ min: 0, max: 3_000 })) })
  .map(({ from, length }): Period => ({ from, to: length === null ? null : from + length }));
const periods = fc.array(period, { maxLength: 12 });
const clock = fc.integer({ min: 0, max: 9_000 });

/** The same by counting milliseconds one by one. */
function countedMs(spans: readonly Period[], live: readonly Period[], now: number): number {
  const covers = (list: readonly Period[], ms: number): boolean =>
    list.some(({ from, to }) => from <= ms && ms < Math.min(to ?? now, now));
  let count = 0;
  for (let ms = 0; ms < 9_000; ms++) if (covers(spans, ms) && covers(live, ms)) count++;
  return count;
}

describe('minutes from spans', () => {
  it('[ATT4] the union within the live time is exact to the millisecond on half-open stretches', () => {
    fc.assert(
      fc.property(periods, periods, clock, (spans, live, now) => {
        const present = presenceOf(spans, liveTime(live, now, true), now).presentMs;
        expect(present).toBe(countedMs(spans, live, now));
      }),
      { numRuns: 150 },
    );
  });

  it('[ATT4] never exceeds the live time, however the spans overlap', () => {
    fc.assert(
      fc.property(periods, periods, clock, (spans, live, now) => {
        const time = liveTime(live, now, false);
        expect(presenceOf(spans, time, now).presentMs).toBeLessThanOrEqual(lengthOf(time.live));
      }),
    );
  });

  it('[ATT4] does not depend on the order of the spans', () => {
    fc.assert(
      fc.property(
        periods.chain((spans) => fc.tuple(fc.constant(spans), fc.shuffledSubarray(spans, { minLength: spans.length }))),
        periods,
        clock,
        ([spans, shuffled], live, now) => {
          const time = liveTime(live, now, true);
          expect(presenceOf(shuffled, time, now)).toEqual(presenceOf(spans, time, now));
        },
      ),
    );
  });

  it('[ATT4] a union has no overlaps and no empty stretches, and one that is cut with all time is itself', () => {
    fc.assert(
      fc.property(periods, clock, (list, now) => {
        const merged = union(until(now, list));
        for (const [n, { from, to }] of merged.entries()) {
          expect(from).toBeLessThan(to);
          expect(from).toBeGreaterThan(merged[n - 1]?.to ?? -1);
        }
        expect(intersection(merged, [{ from: 0, to: 1_000_000 }])).toEqual(merged);
      }),
    );
  });

  it('[ATT4] stretches that touch are one, and those that miss by a millisecond are a break', () => {
    const live = [minutes(0, 10)];
    const touching = [minutes(0, 5), minutes(5, 10)];
    const missing = [minutes(0, 5), { from: START + 5 * MINUTE + 1, to: START + 10 * MINUTE }];
    expect(presenceOf(touching, over(...live), late)).toMatchObject({ presentMs: 10 * MINUTE, breaks: 0, minutes: 10 });
    expect(presenceOf(missing, over(...live), late)).toMatchObject({
      presentMs: 10 * MINUTE - 1,
      breaks: 1,
      minutes: 9,
    });
  });

  it('[ATT5] pauses of the lecture are no live time and no break of a hall', () => {
    const time = over(minutes(0, 20), minutes(30, 60));
    expect(presenceOf([minutes(0, 22), minutes(28, 60)], time, late)).toMatchObject({
      presentMs: 50 * MINUTE,
      breaks: 0,
      result: 'present',
    });
  });

  it('[ATT5] waiting before the start and staying after the end do not count', () => {
    const row = presenceOf([minutes(-15, 90)], over(minutes(0, 60)), late);
    expect(row).toMatchObject({ presentMs: 60 * MINUTE, late: false, leftEarly: false, breaks: 0 });
    expect(row.firstIn).toBe(new Date(START).toISOString());
    expect(row.lastOut).toBe(new Date(START + 60 * MINUTE).toISOString());
  });

  it('[ATT6] an open span counts until now and has no last out while the lecture goes on', () => {
    const now = START + 30 * MINUTE;
    const row = presenceOf([minutes(5, null)], liveTime([minutes(0, null)], now, false), now);
    expect(row).toMatchObject({ presentMs: 25 * MINUTE, lastOut: null, leftEarly: false });
  });
});

describe('result and flags', () => {
  const time = over(minutes(0, 60));
  const of = (...spans: Period[]) => presenceOf(spans, time, late);

  it('[ATT7] present from 70 % of the live time, partial below, absent at nothing', () => {
    expect(of(minutes(0, 42)).result).toBe('present');
    expect(of({ from: START, to: START + 42 * MINUTE - 1 }).result).toBe('partial');
    expect(of().result).toBe('absent');
    expect(of(minutes(-10, 0), minutes(60, 70)).result).toBe('absent');
  });

  it('[ATT8] late when first in more than 10 minutes after the real start', () => {
    expect(of(minutes(10, 60)).late).toBe(false);
    expect(of({ from: START + 10 * MINUTE + 1, to: START + 60 * MINUTE }).late).toBe(true);
    expect(of().late).toBe(false);
  });

  it('[ATT8] left early when last out 10 minutes or more before the end', () => {
    expect(of(minutes(0, 50)).leftEarly).toBe(true);
    expect(of({ from: START, to: START + 50 * MINUTE + 1 }).leftEarly).toBe(false);
    expect(of().leftEarly).toBe(false);
  });

  it('[ATT9] breaks count what was missed between two stays, not what came before the first or after the last', () => {
    expect(of(minutes(5, 20), minutes(25, 40)).breaks).toBe(1);
    expect(of(minutes(-10, -5), minutes(5, 60)).breaks).toBe(0);
    expect(of(minutes(0, 50), minutes(65, 70)).breaks).toBe(0);
  });
});

describe('totals', () => {
  const hall = (id: string, township: string): ExpectedHall => ({
    hallId: hallId.parse(id),
    name: id,
    path: `/${township}/${id}/`,
    townshipId: orgId.parse(township),
    townshipName: township,
  });
  const halls = [hall('1001', '1000'), hall('1002', '1000'), hall('2001', '2000'), hall('2002', '2000')];
  const span = (id: string, at: Period): Span => ({
    id: `${id}-${at.from}`,
    lectureId: lectureId.parse('a'.repeat(24)),
    hallId: hallId.parse(id),
    processId: 'p',
    connectionId: 'c',
    ...at,
  });

  it('[ATT10] of townships and of all equal the rows, and a hall that is not expected counts nowhere', () => {
    const spans = [
      span('1001', minutes(0, 60)),
      span('1002', minutes(20, 40)),
      span('2001', minutes(0, 30)),
      span('9999', minutes(0, 60)),
    ];
    const count = (heads: number) => [{ heads, at: new Date(0).toISOString(), by: 'x', reason: null }];
    const heads = new Map([
      [hallId.parse('1001'), count(5)],
      [hallId.parse('2001'), count(7)],
    ]);
    const rows = rowsOf(halls, spans, over(minutes(0, 60)), late, heads);
    expect(rows.map(({ result }) => result)).toEqual(['present', 'partial', 'partial', 'absent']);
    const totals = totalsOf(rows);
    expect(totals).toEqual({ expected: 4, present: 1, partial: 2, absent: 1, late: 1, leftEarly: 2, personTimes: 12 });
    const townships = townshipsOf(rows);
    expect(townships.map(({ townshipId }) => townshipId)).toEqual(['1000', '2000']);
    for (const key of Object.keys(totals) as (keyof typeof totals)[]) {
      expect(townships.reduce((sum, township) => sum + township.totals[key], 0)).toBe(totals[key]);
    }
  });
});
