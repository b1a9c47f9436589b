import { beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/harness.ts';
import { lecturesOnAir, type OnAir } from '../support/lecture-on-air.ts';
import { sendCamera } from '../support/send-camera.ts';
import { World } from '../support/world.ts';

let world: World;
const onAir = lecturesOnAir();

beforeAll(async () => {
  world = await World.build(await startTestApp());
});

/** A lecture on air; who its lecturer is in the room. */
async function taught(): Promise<OnAir & { from: string }> {
  const air = await onAir(world);
  const { current } = await air.hall.call('lecture:join', { lectureId: air.lectureId });
  expect(await sendCamera(air.lecturer)).toBe('ok');
  return { ...air, from: current.teacher.owner };
}

/** The lecturer's line is cut, and everybody knows. */
async function cut({ lecturer, organizer }: OnAir): Promise<void> {
  lecturer.close();
  await organizer.event('lecture:changed', ({ current }) => current.lecturer === 'away');
}

describe('somebody takes the lecture over', () => {
  it('[TAK1] not while the lecturer is on air, and nobody else may send before', async () => {
    const air = await taught();
    expect(await air.outcome(air.organizer, 'lecture:takeOver', { from: air.from })).toBe('teacher_on_air');
    expect(await air.outcome(air.hall, 'lecture:takeOver', { from: air.from })).toBe('role_not_allowed');
    expect(await sendCamera(air.organizer)).toBe('may_not_publish');
    expect(await air.outcome(air.organizer, 'lecture:handBack')).toBe('taken_over');
  });

  it('[TAK2] the organizer teaches when the lecturer is cut off: every hall is told within a second and sees it', async () => {
    const air = await taught();
    await cut(air);
    expect(await air.outcome(air.organizer, 'lecture:takeOver', { from: air.from })).toBe('ok');
    const { current } = await air.hall.event(
      'lecture:changed',
      (news) => news.current.teacher.owner !== air.from,
      1_000,
    );
    expect(current.teacher.owner).toMatch(/^organizer:/);
    expect(await sendCamera(air.organizer)).toBe('ok');
    const isTeachers = ({ owner }: { owner: string }) => owner === current.teacher.owner;
    await air.hall2.event('media:tracksChanged', ({ tracks }) => tracks.length === 1 && tracks.every(isTeachers));
    expect((await air.planner.call('lectureAttendance', { lectureId: air.lectureId })).rows.length).toBeGreaterThan(0);
  });

  it('[TAK3] of two who take over at once one does, and the other is told', async () => {
    const air = await taught();
    await cut(air);
    const colleague = await air.enter(await world.signedIn('organizer'));
    const outcomes = await Promise.all(
      [air.organizer, colleague].map((socket) => air.outcome(socket, 'lecture:takeOver', { from: air.from })),
    );
    expect(outcomes.sort()).toEqual(['ok', 'taken_over']);
  });

  it('[TAK4] the lecturer who comes back is told, sends nothing, and teaches again when it is handed back', async () => {
    const air = await taught();
    await cut(air);
    expect(await air.outcome(air.organizer, 'lecture:takeOver', { from: air.from })).toBe('ok');
    const back = await air.enter(await world.signedIn(air.lecturerName));
    const { current } = await back.call('lecture:join', { lectureId: air.lectureId });
    expect(current.teacher.owner).toMatch(/^organizer:/);
    expect(await sendCamera(back)).toBe('may_not_publish');
    expect(await air.outcome(back, 'lecture:handBack')).toBe('taken_over');
    expect(await sendCamera(air.organizer)).toBe('ok');
    expect(await air.outcome(back, 'lecture:takeOver', { from: current.teacher.owner })).toBe('teacher_on_air');
    await air.organizer.call('lecture:handBack', { lectureId: air.lectureId });
    await back.event(
      'lecture:changed',
      (news) => news.current.teacher.owner === air.from && news.current.lecturer === 'here',
    );
    await air.hall.event('media:tracksChanged', ({ tracks, seq }) => tracks.length === 0 && seq > 0);
    expect(await sendCamera(back)).toBe('ok');
    expect(await sendCamera(air.organizer)).toBe('may_not_publish');
  });
});
