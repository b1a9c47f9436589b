import { describe, expect, it } from 'vitest';
import {
  addOfficeMinutes,
  isOfficeTime,
  nextOfficeMoment,
  type OfficeTime,
  officeMinutesBetween,
} from '#shared/kit/office-time.ts';

const office: OfficeTime = {
  days: [1, 2, 3, 4, 5],
  hours: [
    { from: 8 * 60 + 30, to: 11 * 60 + 30 },
    { from: 13 * 60 + 30, to: 17 * 60 },
  ],
  calendar: [
    { date: '2026-10-01', kind: 'off' },
    { date: '2026-10-02', kind: 'off' },
    { date: '2026-10-10', kind: 'work' },
  ],
};
const at = (wallClock: string): number => Date.parse(`${wallClock}:00+08:00`);
const shown = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16);
const due = (wallClock: string, minutes: number): string => shown(addOfficeMinutes(at(wallClock), minutes, office));

describe('[SET1] office time', () => {
  it('counts within a morning', () => {
    // 2026-11-24 is a Tuesday.
    expect(due('2026-11-24T09:00', 10)).toBe('2026-11-24T09:10');
  });

  it('does not count at lunch', () => {
    expect(due('2026-11-24T11:25', 10)).toBe('2026-11-24T13:35');
    expect(due('2026-11-24T12:10', 10)).toBe('2026-11-24T13:40');
  });

  it('may end on the very end of a span', () => {
    expect(due('2026-11-24T11:20', 10)).toBe('2026-11-24T11:30');
    expect(due('2026-11-24T11:30', 10)).toBe('2026-11-24T13:40');
  });

  it('does not count at night', () => {
    expect(due('2026-11-24T23:00', 10)).toBe('2026-11-25T08:40');
    expect(due('2026-11-24T03:00', 30)).toBe('2026-11-24T09:00');
    expect(due('2026-11-24T16:55', 10)).toBe('2026-11-25T08:35');
  });

  it('goes from Friday evening to Monday', () => {
    expect(due('2026-11-27T16:50', 30)).toBe('2026-11-30T08:50');
    expect(due('2026-11-28T10:00', 10)).toBe('2026-11-30T08:40');
  });

  it('passes over a holiday, and works on a Saturday that was moved', () => {
    expect(due('2026-09-30T16:55', 10)).toBe('2026-10-05T08:35');
    expect(due('2026-10-09T16:55', 10)).toBe('2026-10-10T08:35');
    expect(isOfficeTime(at('2026-10-10T09:00'), office)).toBe(true);
    expect(isOfficeTime(at('2026-10-01T09:00'), office)).toBe(false);
  });

  it('counts over several days', () => {
    expect(due('2026-11-24T08:30', 390 + 60)).toBe('2026-11-25T09:30');
  });

  it('knows the next opening', () => {
    expect(shown(nextOfficeMoment(at('2026-11-24T09:00'), office))).toBe('2026-11-24T09:00');
    expect(shown(nextOfficeMoment(at('2026-11-27T17:00'), office))).toBe('2026-11-30T08:30');
  });

  it('measures what lies between, as it adds', () => {
    expect(officeMinutesBetween(at('2026-11-27T16:50'), at('2026-11-30T08:50'), office)).toBe(30);
    expect(officeMinutesBetween(at('2026-11-28T00:00'), at('2026-11-29T23:00'), office)).toBe(0);
    for (const minutes of [1, 75, 390, 1_000, 5_000]) {
      const start = at('2026-09-29T10:07');
      expect(officeMinutesBetween(start, addOfficeMinutes(start, minutes, office), office)).toBe(minutes);
    }
  });

  it('never hangs where the office never opens', () => {
    expect(shown(addOfficeMinutes(at('2026-11-24T09:00'), 10, { ...office, days: [] }))).toBe('2026-11-24T09:10');
  });
});
