import { describe, expect, it } from 'vitest';
import { numberFields, officeTimeOf, settings, usualSettings } from '#shared/settings.ts';

describe('[SET2] the rules of the county', () => {
  it('are those of the design until it changes them', () => {
    expect(usualSettings).toMatchObject({
      coveringMinutes: 10,
      boardMinutes: 30,
      openMattersPerExpert: 8,
      consultationMinutes: 30,
      noShowMinutes: 15,
      ratingDays: 14,
      visitAfterAnswerDays: 7,
      visitAfterAgreementDays: 30,
      officeDays: [1, 2, 3, 4, 5],
      recordPrefix: '舒咨录',
    });
    expect(officeTimeOf(usualSettings).hours).toEqual([
      { from: 510, to: 690 },
      { from: 810, to: 1020 },
    ]);
  });

  it('each number has a unit and bounds that hold its usual value', () => {
    expect(numberFields.length).toBeGreaterThan(15);
    for (const { key, min, max, usual } of numberFields) {
      expect(usual, key).toBeGreaterThanOrEqual(min);
      expect(usual, key).toBeLessThanOrEqual(max);
      expect(settings.safeParse({ [key]: max + 1 }).success, key).toBe(false);
      expect(settings.safeParse({ [key]: min - 1 }).success, key).toBe(false);
    }
  });

  it('refuse hours that overlap or run backwards, and days that do not exist', () => {
    const hours = (from: string, to: string) => ({
      officeHours: [
        { from: '08:30', to: '11:30' },
        { from, to },
      ],
    });
    expect(settings.safeParse(hours('13:00', '17:00')).success).toBe(true);
    expect(settings.safeParse(hours('11:00', '17:00')).success).toBe(false);
    expect(settings.safeParse(hours('17:00', '13:00')).success).toBe(false);
    expect(settings.safeParse({ calendar: [{ date: '2026-02-30', kind: 'off' }] }).success).toBe(false);
  });
});
