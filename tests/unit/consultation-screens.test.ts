import { describe, expect, it } from 'vitest';
import type { WaitingInfo } from '#shared/consultations.ts';
import { slotsByDay } from '../../client/src/features/consultations/slots-by-day.ts';
import { headlineOf, mayRing, phoneHelpOf } from '../../client/src/features/consultations/waiting-words.ts';

const start = Date.parse('2026-11-25T02:00:00.000Z');
const iso = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();
const waiting = (over: Partial<WaitingInfo> = {}): WaitingInfo => ({
  state: 'waiting',
  startAt: iso(0),
  opensAt: iso(-15),
  leadName: '李明华',
  expert: 'notYet',
  lateMinutes: 0,
  before: 0,
  rungAt: null,
  phoneFrom: iso(5),
  phoneAskedAt: null,
  isAdmitted: false,
  ...over,
});
const at = (minutes: number): number => start + minutes * 60_000;

describe('what the waiting room says', () => {
  it('[CALL1] is where the expert is, unless the door is open already', () => {
    expect((['here', 'busy', 'late', 'notYet'] as const).map((expert) => headlineOf(waiting({ expert })))).toEqual([
      'here',
      'busy',
      'late',
      'notYet',
    ]);
    expect(headlineOf(waiting({ expert: 'late', isAdmitted: true }))).toBe('admitted');
  });

  it('[CALL6] offers the telephone to the citizen from the set minute on, and to nobody else', () => {
    expect(phoneHelpOf(waiting(), 'citizen', at(4.9))).toBe('later');
    expect(phoneHelpOf(waiting(), 'citizen', at(5))).toBe('offered');
    expect(phoneHelpOf(waiting({ state: 'live' }), 'citizen', at(9))).toBe('none');
    expect(phoneHelpOf(waiting(), 'party', at(9))).toBe('none');
    expect(phoneHelpOf(waiting({ phoneAskedAt: iso(6) }), 'citizen', at(9))).toBe('asked');
  });

  it('[CALL6] lets an expert be rung once a minute, and not one who is here', () => {
    expect(mayRing(waiting(), at(0))).toBe(true);
    expect(mayRing(waiting({ rungAt: iso(0) }), at(0.9))).toBe(false);
    expect(mayRing(waiting({ rungAt: iso(0) }), at(1))).toBe(true);
    expect(mayRing(waiting({ expert: 'here' }), at(1))).toBe(false);
  });
});

describe('free times', () => {
  it('[CALL7] stand by the days of Shanghai, mornings before afternoons', () => {
    const late = '2026-11-24T23:30:00.000Z';
    const noon = '2026-11-25T04:00:00.000Z';
    const next = '2026-11-25T16:15:00.000Z';
    expect(slotsByDay([next, noon, late])).toEqual([
      { day: '2026-11-25', morning: [late], afternoon: [noon] },
      { day: '2026-11-26', morning: [next], afternoon: [] },
    ]);
    expect(slotsByDay([])).toEqual([]);
  });
});
