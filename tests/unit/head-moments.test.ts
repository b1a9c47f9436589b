import { describe, expect, it } from 'vitest';
import { askedSince, headMoments, standingHeads } from '#shared/heads.ts';

const minute = 60_000;
const at = (minutes: number): number => minutes * minute;

describe('head counts', () => {
  it('[HC1] are asked 5 minutes after the start, at half time and 5 minutes before the planned end', () => {
    expect(headMoments({ startedAt: at(0), plannedEnd: at(60) })).toEqual([at(5), at(30), at(55)]);
  });

  it('[HC1] moments for which a late start leaves no room fall out', () => {
    expect(headMoments({ startedAt: at(52), plannedEnd: at(60) })).toEqual([at(57)]);
    expect(headMoments({ startedAt: at(70), plannedEnd: at(60) })).toEqual([at(75)]);
  });

  it('[HC1] the last moment that has passed counts, also one at which a director asked', () => {
    const moments = [at(5), at(30), at(55)];
    expect(askedSince(moments, null, at(4))).toBeNull();
    expect(askedSince(moments, null, at(31))).toBe(at(30));
    expect(askedSince(moments, new Date(at(40)).toISOString(), at(41))).toBe(at(40));
  });

  it('[HC3] the peak stands, a correction stands over it, and nobody counted is not zero', () => {
    expect(standingHeads([])).toBeNull();
    expect(
      standingHeads([
        { heads: 4, reason: null },
        { heads: 9, reason: null },
        { heads: 7, reason: null },
      ]),
    ).toBe(9);
    expect(
      standingHeads([
        { heads: 9, reason: null },
        { heads: 2, reason: 'x' },
        { heads: 8, reason: null },
      ]),
    ).toBe(2);
  });
});
