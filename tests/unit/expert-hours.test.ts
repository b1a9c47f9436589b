import { describe, expect, it } from 'vitest';
import type { ExpertHours } from '#shared/expert-profile.ts';
import { dayOf, hoursFlaws, isAwayOn, quartersOf } from '../../server/src/experts/expert-hours.rules.ts';

const term = { termFrom: '2026-11-01', termTo: '2026-11-30' };
const hours = (over: Partial<ExpertHours> = {}): ExpertHours => ({ weekly: [], timeOff: [], extra: [], ...over });
/** In Shanghai; 23 November 2026 is a Monday. */
const at = (day: string, clock: string): number => Date.parse(`${day}T${clock}:00+08:00`);
const wholeDay = (day: string): [number, number] => [at(day, '00:00'), at(day, '00:00') + 86_400_000];
const told = (quarters: readonly number[]): string[] => quarters.map((ms) => new Date(ms).toISOString().slice(0, 16));
const monday = { weekday: 1, from: '09:00', to: '10:00' } as const;

describe('hours of an expert', () => {
  it('[EXP10] are quarter hours in UTC of the weekly spans in Shanghai', () => {
    const quarters = quartersOf(hours({ weekly: [monday] }), term, ...wholeDay('2026-11-23'));
    expect(told(quarters)).toEqual(['2026-11-23T01:00', '2026-11-23T01:15', '2026-11-23T01:30', '2026-11-23T01:45']);
    expect(quartersOf(hours({ weekly: [monday] }), term, ...wholeDay('2026-11-24'))).toEqual([]);
  });

  it('[EXP10] count the day in Shanghai on both sides of midnight', () => {
    const late = hours({ weekly: [{ weekday: 1, from: '23:30', to: '24:00' }] });
    expect(told(quartersOf(late, term, at('2026-11-22', '00:00'), at('2026-11-25', '00:00')))).toEqual([
      '2026-11-23T15:30',
      '2026-11-23T15:45',
    ]);
    // Half past midnight on Monday in Shanghai is still Sunday in UTC.
    const early = hours({ weekly: [{ weekday: 1, from: '00:00', to: '00:30' }] });
    expect(told(quartersOf(early, term, at('2026-11-22', '00:00'), at('2026-11-25', '00:00')))).toEqual([
      '2026-11-22T16:00',
      '2026-11-22T16:15',
    ]);
    expect(dayOf(Date.parse('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
  });

  it('[EXP10] hold whole quarters only: what begins before or ends after the range is left out', () => {
    const some = hours({ weekly: [monday] });
    expect(told(quartersOf(some, term, at('2026-11-23', '09:01'), at('2026-11-23', '09:59')))).toEqual([
      '2026-11-23T01:15',
      '2026-11-23T01:30',
    ]);
  });

  it('[EXP11] end with the last day of the term and begin with its first', () => {
    const some = hours({ weekly: [monday] });
    const short = { termFrom: '2026-11-16', termTo: '2026-11-23' };
    const days = quartersOf(some, short, at('2026-11-01', '00:00'), at('2026-12-15', '00:00')).map(dayOf);
    expect([...new Set(days)]).toEqual(['2026-11-16', '2026-11-23']);
  });

  it('[EXP12] a day off takes the weekly hours away, extra hours hold in any case', () => {
    const some = hours({
      weekly: [monday],
      timeOff: [{ from: '2026-11-20', to: '2026-11-24', note: '' }],
      extra: [{ date: '2026-11-23', from: '14:00', to: '14:30' }],
    });
    expect(told(quartersOf(some, term, ...wholeDay('2026-11-23')))).toEqual(['2026-11-23T06:00', '2026-11-23T06:15']);
    expect(isAwayOn(some, '2026-11-24')).toBe(true);
    expect(isAwayOn(some, '2026-11-23')).toBe(false);
    expect(isAwayOn(some, '2026-11-25')).toBe(false);
  });

  it('[EXP12] extra hours over weekly ones count once, in their order', () => {
    const some = hours({ weekly: [monday], extra: [{ date: '2026-11-23', from: '08:45', to: '09:30' }] });
    expect(told(quartersOf(some, term, ...wholeDay('2026-11-23')))).toEqual([
      '2026-11-23T00:45',
      '2026-11-23T01:00',
      '2026-11-23T01:15',
      '2026-11-23T01:30',
      '2026-11-23T01:45',
    ]);
  });

  it('[EXP13] that cannot be are refused at their field', () => {
    const flaws = hoursFlaws(
      hours({
        weekly: [monday, { weekday: 1, from: '09:45', to: '11:00' }, { weekday: 2, from: '10:00', to: '10:00' }],
        timeOff: [{ from: '2026-11-24', to: '2026-11-23', note: '' }],
        extra: [{ date: '2026-11-23', from: '15:00', to: '14:00' }],
      }),
    );
    expect(flaws.map(({ path, reason }) => `${path} ${reason}`).sort()).toEqual([
      'extra.0.to span_backwards',
      'timeOff.0.to days_backwards',
      'weekly.1.from spans_overlap',
      'weekly.2.to span_backwards',
    ]);
    const beside = hours({ weekly: [monday, { weekday: 1, from: '10:00', to: '11:00' }] });
    expect(hoursFlaws(beside)).toEqual([]);
  });
});
