import { beforeAll, describe, expect, it } from 'vitest';
import { reasonOf } from '../support/api-client.ts';
import { startTestApp } from '../support/harness.ts';
import { clientId, lecturesOnAir, type OnAir } from '../support/lecture-on-air.ts';
import { places, World } from '../support/world.ts';

let world: World;
const onAir = lecturesOnAir();

beforeAll(async () => {
  world = await World.build(await startTestApp());
});

type Act = readonly [name: string, input?: Record<string, unknown>];

/** Lecturer and organizer in the same moment; what each was told, sorted. */
async function both(air: OnAir, act: Act, other: Act = act): Promise<string[]> {
  const [name, input = {}] = act;
  const [otherName, otherInput = {}] = other;
  const told = await Promise.all([
    air.lecturer.send(name, { lectureId: air.lectureId, ...input }),
    air.organizer.send(otherName, { lectureId: air.lectureId, ...otherInput }),
  ]);
  return told.map(reasonOf).sort();
}

/** The lecture as somebody sees it who comes now. */
const snapshot = ({ organizer, lectureId }: OnAir) => organizer.call('lecture:join', { lectureId });

const okOk = ['ok', 'ok'];

describe('two who direct in the same moment', () => {
  it('[STG9] invite, take, prolong and take back once', async () => {
    const air = await onAir(world);
    const onHall = { hallId: places.ownHall };
    await air.hall.call('stage:raise', { lectureId: air.lectureId });
    expect(await both(air, ['stage:invite', onHall])).toEqual(okOk);
    expect((await snapshot(air)).extras.stage).toMatchObject({ hands: [], places: [{ ...onHall, phase: 'invited' }] });
    await air.hall.call('stage:accept', { lectureId: air.lectureId });
    expect(await both(air, ['stage:take', onHall])).toEqual(okOk);
    expect(await both(air, ['stage:prolong', onHall])).toEqual(okOk);
    const { now, extras } = await snapshot(air);
    const [place] = extras.stage.places;
    expect(place?.phase).toBe('onStage');
    // Three more minutes from now, however many gave them.
    expect(Date.parse(place?.until ?? '') - Date.parse(now)).toBeLessThanOrEqual(180_000);
    expect(await both(air, ['stage:takeBack', onHall])).toEqual(okOk);
    expect((await snapshot(air)).extras.stage.places).toEqual([]);
    expect(await both(air, ['stage:take', onHall], ['stage:invite', onHall])).toEqual(['ok', 'stage_not_ready']);
    expect((await snapshot(air)).extras.stage.places).toMatchObject([{ ...onHall, phase: 'invited' }]);
  });

  it('[QUE8] let through, show, reject, merge and order: one question on screen, a rejection stands, nothing in a circle', async () => {
    const air = await onAir(world);
    const ids = [clientId(), clientId(), clientId()];
    const [a = '', b = '', c = ''] = ids;
    for (const questionId of ids)
      await air.hall.call('question:ask', { lectureId: air.lectureId, questionId, text: `问题${questionId}` });
    const to = (questionId: string, state: string): Act => [
      'question:moderate',
      { questionId, to: state, reason: '重复' },
    ];
    const all = async () => (await snapshot(air)).extras.questions.questions;
    expect(await both(air, to(a, 'approved'))).toEqual(okOk);
    expect(await both(air, to(a, 'onScreen'), to(b, 'onScreen'))).toEqual(okOk);
    expect((await all()).filter(({ state }) => state === 'onScreen')).toHaveLength(1);
    expect(await both(air, to(c, 'approved'), to(c, 'rejected'))).toContain('ok');
    expect((await all()).find(({ id }) => id === c)?.state).toBe('rejected');
    expect(
      await both(air, ['question:merge', { questionId: a, into: b }], ['question:merge', { questionId: b, into: a }]),
    ).toEqual(['ok', 'question_state']);
    const left = (await all()).find(({ id, mergedInto }) => mergedInto === null && id !== c)?.id ?? '';
    expect(await both(air, ['question:order', { questionId: left, before: null }])).toEqual(okOk);
    expect(await both(air, to(left, 'answeredLive'))).toEqual(okOk);
  });

  it('[POL6] make, open, close and show a poll once, and of two polls one opens', async () => {
    const air = await onAir(world);
    const [first, second] = [clientId(), clientId()];
    const plan = { title: '哪一天？', kind: 'single', counting: 'hall', options: ['一', '二'], right: null };
    const made = (pollId: string): Act => ['poll:create', { pollId, ...plan }];
    const moved = (pollId: string, to: string): Act => ['poll:move', { pollId, to }];
    expect(await both(air, made(first))).toEqual(okOk);
    expect(await both(air, made(second))).toEqual(okOk);
    expect((await snapshot(air)).extras.polls.polls).toHaveLength(2);
    expect(await both(air, moved(first, 'open'), moved(second, 'open'))).toEqual(['ok', 'poll_open_already']);
    const open = (await snapshot(air)).extras.polls.polls.filter(({ state }) => state === 'open');
    expect(open).toHaveLength(1);
    const id = open[0]?.id ?? '';
    expect(await both(air, moved(id, 'closed'))).toEqual(okOk);
    expect(await both(air, moved(id, 'shown'))).toEqual(okOk);
    expect((await snapshot(air)).extras.polls.polls.find((poll) => poll.id === id)?.state).toBe('shown');
  });

  it('[LEC1] pause, resume and end once, the other is told the present state; the last word on the time of return stands', async () => {
    const air = await onAir(world);
    const once = ['lecture_state', 'ok'];
    expect(await both(air, ['lecture:pause'])).toEqual(once);
    expect(await both(air, ['lecture:sayReturn', { minutes: 5 }], ['lecture:sayReturn', { minutes: 30 }])).toEqual(
      okOk,
    );
    const { resumesAt } = (await snapshot(air)).current;
    const told = (socket: OnAir['hall']) =>
      socket.event('lecture:changed', ({ current }) => current.resumesAt === resumesAt);
    await Promise.all([air.hall, air.hall2].map(told));
    expect(await both(air, ['lecture:resume'])).toEqual(once);
    expect(await both(air, ['lecture:pause'], ['lecture:end'])).toContain('ok');
    expect((await snapshot(air)).current.state).toBe('ended');
    expect(await both(air, ['lecture:reopen'])).toEqual(once);
    expect(await both(air, ['lecture:end'])).toEqual(once);
  });

  it('[ANN2] of two announcements at once one stands, the same one on every screen', async () => {
    const air = await onAir(world);
    const say = (text: string): Act => ['announcement:say', { announcementId: clientId(), text }];
    expect(await both(air, say('请安静'), say('请就座'))).toEqual(okOk);
    const { current } = (await snapshot(air)).extras.announcements;
    const last = ({ heard }: OnAir['hall']) =>
      heard.flatMap(({ name, payload }) =>
        name === 'announcement:changed' ? [(payload as { current: { text: string } | null }).current?.text] : [],
      );
    for (const hall of [air.hall, air.hall2]) await expect.poll(() => last(hall).at(-1)).toBe(current?.text);
  });
});
