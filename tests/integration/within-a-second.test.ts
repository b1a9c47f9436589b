import { beforeAll, describe, expect, it } from 'vitest';
import type { EventPayload } from '#shared/contract.ts';
import type { ApiSocket } from '../support/api-client.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { startTestApp } from '../support/harness.ts';
import { clientId, lecturesOnAir, type OnAir } from '../support/lecture-on-air.ts';
import { World } from '../support/world.ts';

let world: World;
const onAir = lecturesOnAir();
const clock = fakeClock(Date.now());
const began = clock.now();

/** The server's time stands still: what reaches a hall waited for no timer, and the way on the wire is all that is left. */
beforeAll(async () => {
  world = await World.build(await startTestApp({}, { clock }));
});

type Told = EventPayload<'lecture:changed'>;
type Now = Told['current'];

/** What every hall is told of the lecture after `seq`. */
const toldToAll = ({ hall, hall2 }: OnAir, match: (now: Now) => boolean, seq = 0): Promise<Told[]> =>
  Promise.all(
    [hall, hall2].map((socket) => socket.event('lecture:changed', (news) => news.seq > seq && match(news.current))),
  );

describe('what is done to a lecture is told to every hall in the act', () => {
  it('[ANN1] an announcement, the one after it, and its end', async () => {
    const air = await onAir(world);
    const shown = (socket: ApiSocket, text: string | null) =>
      socket.event('announcement:changed', ({ current }) => (current?.text ?? null) === text);
    const ids = [clientId(), clientId()];
    for (const [n, text] of ['讲堂推迟十分钟', '马上开始'].entries()) {
      await air.organizer.call('announcement:say', { lectureId: air.lectureId, announcementId: ids[n] ?? '', text });
      for (const socket of [air.hall, air.hall2, air.lecturer]) {
        const { current } = await shown(socket, text);
        expect(Date.parse(current?.at ?? '')).toBe(began);
      }
    }
    await air.lecturer.call('announcement:takeDown', { lectureId: air.lectureId, announcementId: ids[1] ?? '' });
    await Promise.all([air.hall, air.hall2].map((socket) => shown(socket, null)));
  });

  it('[LEC29] pause, when it goes on, resume, end and reopening, in this order', async () => {
    const air = await onAir(world);
    const acts = [
      ['lecture:pause', {}, (now: Now) => now.state === 'paused' && now.resumesAt === null],
      ['lecture:sayReturn', { minutes: 10 }, (now: Now) => now.resumesAt !== null],
      ['lecture:sayReturn', { minutes: null }, (now: Now) => now.state === 'paused' && now.resumesAt === null],
      ['lecture:resume', {}, (now: Now) => now.state === 'live'],
      ['lecture:end', {}, (now: Now) => now.state === 'ended'],
      ['lecture:reopen', {}, (now: Now) => now.state === 'live'],
    ] as const;
    const heardBefore = air.hall.heard.length;
    let seq = 0;
    for (const [name, input, match] of acts) {
      expect(await air.outcome(air.organizer, name, input)).toBe('ok');
      const [one, other] = await toldToAll(air, match, seq);
      expect(one).toEqual(other);
      seq = one?.seq ?? Number.POSITIVE_INFINITY;
    }
    const states = air.hall.heard
      .slice(heardBefore)
      .flatMap(({ name, payload }) => (name === 'lecture:changed' ? (payload as Told).current.state : []));
    expect(states).toEqual(['paused', 'paused', 'paused', 'live', 'ended', 'live']);
  });

  it('[LEC30] only in a pause is it said when it goes on, and the time is that of the server', async () => {
    const air = await onAir(world);
    expect(await air.outcome(air.lecturer, 'lecture:sayReturn', { minutes: 5 })).toBe('lecture_state');
    await air.lecturer.call('lecture:pause', { lectureId: air.lectureId });
    expect(await air.outcome(air.lecturer, 'lecture:sayReturn', { minutes: 121 })).toBe('invalid_input');
    expect(await air.outcome(air.hall, 'lecture:sayReturn', { minutes: 5 })).toBe('role_not_allowed');
    await air.lecturer.call('lecture:sayReturn', { lectureId: air.lectureId, minutes: 5 });
    const [news] = await toldToAll(air, ({ resumesAt }) => resumesAt !== null);
    const resumesAt = news?.current.resumesAt;
    expect(Date.parse(resumesAt ?? '') - began).toBe(5 * 60_000);
    const late = await air.enter(await world.signedIn('organizer'));
    expect((await late.call('lecture:join', { lectureId: air.lectureId })).current.resumesAt).toBe(resumesAt);
    await air.lecturer.call('lecture:end', { lectureId: air.lectureId });
    await toldToAll(air, (now) => now.state === 'ended' && now.resumesAt === null);
  });
});
