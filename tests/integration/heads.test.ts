import { beforeAll, describe, expect, it } from 'vitest';
import { headRules } from '#shared/heads.ts';
import { reasonOf } from '../support/api-client.ts';
import { startTestApp } from '../support/harness.ts';
import { clientId, lecturesOnAir } from '../support/lecture-on-air.ts';
import { places, World } from '../support/world.ts';

let world: World;
const onAir = lecturesOnAir();

beforeAll(async () => {
  world = await World.build(await startTestApp());
});

const rowOf = async (client: Awaited<ReturnType<typeof onAir>>['planner'], lectureId: string, hallId: string) => {
  const report = await client.call('lectureAttendance', { lectureId });
  return { row: report.rows.find((row) => row.hallId === hallId), totals: report.totals };
};

describe('head counts', () => {
  it('[HC2] a count is kept with who and when, repeating it is the same report, and directors see it', async () => {
    const { lectureId, planner, lecturer, hall, hall2 } = await onAir(world);
    const reportId = clientId();
    await Promise.all([1, 2, 3].map(() => hall.call('heads:report', { lectureId, reportId, heads: 31 })));
    await hall.call('heads:report', { lectureId, reportId: clientId(), heads: 27 });
    await hall2.call('heads:report', { lectureId, reportId, heads: 8 });
    const { halls } = await lecturer.event('heads:changed', ({ halls: told }) =>
      told.some(({ hallId, counts }) => hallId === places.ownHall && counts.length === 2),
    );
    const told = halls.find(({ hallId }) => hallId === places.ownHall)?.counts;
    expect(told?.map(({ heads, by, reason }) => ({ heads, by, reason }))).toEqual([
      { heads: 31, by: '东一社区', reason: null },
      { heads: 27, by: '东一社区', reason: null },
    ]);
    const { row, totals } = await rowOf(planner, lectureId, places.ownHall);
    expect(row?.heads).toBe(31);
    expect(totals.personTimes).toBe(39);
  });

  it('[HC3] what an organizer sets with a reason stands over the peak, and what was reported stays', async () => {
    const { lectureId, planner, hall } = await onAir(world);
    await hall.call('heads:report', { lectureId, reportId: clientId(), heads: 310 });
    const correction = { lectureId, hallId: places.ownHall, heads: 31, reason: '会场多按了一个零' };
    await planner.call('correctHeads', correction);
    await hall.event('heads:changed', ({ halls }) => halls.some(({ counts }) => counts.length === 2));
    await hall.call('heads:report', { lectureId, reportId: clientId(), heads: 40 });
    const { row } = await rowOf(planner, lectureId, places.ownHall);
    expect(row?.heads).toBe(31);
    expect(row?.headCounts.map(({ heads }) => heads)).toEqual([310, 31, 40]);
    const outside = await planner.send('correctHeads', { ...correction, hallId: places.foreignHall });
    expect(reasonOf(outside)).toBe('hall_unknown');
  });

  it('[HC4] a hall sees its own counts only, and finds them again when it comes back', async () => {
    const { lectureId, hall, hall2, organizer, enter } = await onAir(world);
    await hall.call('heads:report', { lectureId, reportId: clientId(), heads: 12 });
    await organizer.event('heads:changed');
    expect(hall2.heard.some(({ name }) => name === 'heads:changed')).toBe(false);
    const again = await enter(await world.paired(places.ownHall));
    const { extras } = await again.call('lecture:join', { lectureId });
    expect(extras.heads.halls.map(({ hallId, counts }) => [hallId, counts.length])).toEqual([[places.ownHall, 1]]);
  });

  it('[HC5] directors ask all halls again; a hall cannot, and numbers without sense are refused', async () => {
    const { organizer, hall, outcome } = await onAir(world);
    expect(await outcome(organizer, 'heads:ask')).toBe('ok');
    await hall.event('heads:asked');
    expect(await outcome(hall, 'heads:ask')).toBe('role_not_allowed');
    expect(await outcome(organizer, 'heads:report', { reportId: clientId(), heads: 3 })).toBe('role_not_allowed');
    for (const heads of [-1, 1.5, headRules.mostHeads + 1]) {
      expect(await outcome(hall, 'heads:report', { reportId: clientId(), heads })).toBe('invalid_input');
    }
  });

  it('[HC6] no count comes from outside, or after the end', async () => {
    const { lectureId, lecturer, hall, outcome } = await onAir(world);
    await lecturer.call('lecture:end', { lectureId });
    expect(await outcome(hall, 'heads:report', { reportId: clientId(), heads: 3 })).toBe('lecture_state');
  });
});
