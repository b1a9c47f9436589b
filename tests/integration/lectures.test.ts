import type { Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accountId, lectureId, orgId } from '#shared/kit/ids.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import type { Sfu } from '../../server/src/media/sfu.ts';
import { testDatabase } from '../support/engine.ts';
import { fakeClock } from '../support/fake-clock.ts';
import {
  hallCaller,
  type LectureWorld,
  lecturers,
  lectureWorld,
  planOf,
  published,
  staff,
} from '../support/lecture-world.ts';
import { openTestSfu } from '../support/media-world.ts';
import { rejection } from '../support/outcome.ts';

const MINUTE = 60_000;
let connection: Connection;
let sfu: Sfu;
const worlds: LectureWorld[] = [];
const clock = fakeClock();

beforeAll(async () => {
  const database = await testDatabase();
  connection = database.connection;
  sfu = await openTestSfu();
  await newWorld();
  await ensureIndexes(database);
});
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
  await connection.collection('lectures').deleteMany({});
});
afterAll(() => sfu.close());

async function newWorld(): Promise<LectureWorld> {
  const world = lectureWorld({ connection, sfu, clock });
  worlds.push(world);
  return world;
}

/** Time passes, and what it set going in the real database has come back. */
async function pass(ms: number): Promise<void> {
  await clock.advance(ms);
  await new Promise((resolve) => setTimeout(resolve, 60));
}

const organizer = staff('organizer');
const lecturer = staff('lecturer', { ...(lecturers[0] && { accountId: lecturers[0].id }) });

describe('planning', () => {
  it('[LEC10] a draft is the planner’s, counts its halls once, and is announced to nobody', async () => {
    const world = await newWorld();
    const audience = [orgId.parse('2202001'), orgId.parse('2202001001')];
    const draft = await world.lectures.planning.create(organizer, planOf(clock, { audience }));
    expect(draft).toMatchObject({ state: 'draft', expectedHalls: 3, mayPlan: true, mayDirect: true, timeline: [] });
    expect(world.events).toEqual([]);
    expect(world.lectures.scheduleFor(hallCaller('2202001001').hallId)).toEqual([]);
    const seen = await rejection(world.lectures.lectureFor(lectureId.parse(draft.id), hallCaller('2202001001')));
    expect(seen).toMatchObject({ code: 'not_found' });
  });

  it.each([
    ['a past start', { startAt: new Date(clock.now() - 1).toISOString() }, 'startAt', 'start_in_past'],
    ['an unknown lecturer', { lecturerId: accountId.parse('f'.repeat(24)) }, 'lecturerId', 'lecturer_unknown'],
    ['a place that is not in the tree', { audience: [orgId.parse('9999')] }, 'audience.0', 'org_unknown'],
    ['a department', { audience: [orgId.parse('2202D01')] }, 'audience.0', 'org_is_department'],
  ])('[LEC11] %s is refused at the field', async (_what, over, path, reason) => {
    const { lectures } = await newWorld();
    const refused = await rejection(lectures.planning.create(organizer, planOf(clock, over)));
    expect(refused).toMatchObject({ code: 'invalid_input', fields: [{ path, reason }] });
  });

  it('[LEC12] an audience outside the planner’s branch is refused at the field', async () => {
    const { lectures } = await newWorld();
    const below = staff('organizer', { orgId: orgId.parse('2202001'), orgPath: '/2202/2202001/' });
    const refused = await rejection(lectures.planning.create(below, planOf(clock)));
    expect(refused).toMatchObject({ fields: [{ path: 'audience.0', reason: 'audience_outside_branch' }] });
  });

  it('[LEC6] of twenty who race for one lecturer’s time one gets it, and cancelling gives it free', async () => {
    const { lectures } = await newWorld();
    const startAt = (n: number) => new Date(clock.now() + (60 + n * 2) * MINUTE).toISOString();
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        lectures.planning.create(organizer, planOf(clock, { startAt: startAt(n), title: `第${n}场` })),
      ),
    );
    const won = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(won).toHaveLength(1);
    const title = won[0]?.title;
    for (const one of tries) {
      if (one.status === 'fulfilled') continue;
      expect(one.reason).toMatchObject({ fields: [{ path: 'startAt', reason: 'lecturer_taken', params: { title } }] });
    }
    await lectures.planning.cancel(organizer, lectureId.parse(won[0]?.id), '改期');
    const again = await lectures.planning.create(organizer, planOf(clock, { startAt: startAt(3) }));
    expect(again.state).toBe('draft');
  });

  it('[LEC6] moving a lecture onto another one of its lecturer is refused, and the old time stays taken', async () => {
    const { lectures } = await newWorld();
    const at = (minute: number) => ({ startAt: new Date(clock.now() + minute * MINUTE).toISOString() });
    await lectures.planning.create(organizer, planOf(clock, at(60)));
    const second = await lectures.planning.create(organizer, planOf(clock, at(120)));
    const id = lectureId.parse(second.id);
    const refused = await rejection(lectures.planning.update(organizer, id, planOf(clock, at(90))));
    expect(refused).toMatchObject({ fields: [{ path: 'startAt', reason: 'lecturer_taken' }] });
    expect(await rejection(lectures.planning.create(organizer, planOf(clock, at(170))))).toBeDefined();
    expect(await lectures.planning.update(organizer, id, planOf(clock, at(200)))).toMatchObject(at(200));
    expect(await lectures.planning.create(organizer, planOf(clock, at(120)))).toMatchObject({ state: 'draft' });
  });

  it('[LEC13] publishing tells the expected halls, and a changed audience tells the old and the new ones', async () => {
    const world = await newWorld();
    const { lectures, events } = world;
    const id = await published(world, organizer, { audience: [orgId.parse('2202001')] });
    const told = () => events.flatMap(({ name, payload }) => (name === 'lecture.scheduleChanged' ? [payload] : []));
    expect(told().at(-1)).toMatchObject({ hallIds: ['2202001', '2202001001', '2202001002'] });
    expect(lectures.scheduleFor(hallCaller('2202001002').hallId)).toMatchObject([{ id, state: 'published' }]);
    await lectures.planning.update(organizer, id, planOf(clock, { audience: [orgId.parse('2202002')] }));
    expect(told().at(-1)).toMatchObject({ hallIds: expect.arrayContaining(['2202001002', '2202002001']) });
    expect(lectures.scheduleFor(hallCaller('2202001002').hallId)).toEqual([]);
    expect(lectures.scheduleFor(hallCaller('2202002001').hallId)).toMatchObject([{ id }]);
    await lectures.planning.cancel(organizer, id, '下雪');
    expect(lectures.scheduleFor(hallCaller('2202002001').hallId)).toEqual([]);
    expect(await lectures.lists.get(organizer, id)).toMatchObject({ state: 'cancelled', cancelReason: '下雪' });
  });

  it('[LEC14] who may not see a lecture is told that there is none', async () => {
    const world = await newWorld();
    const id = await published(world, organizer);
    const beside = staff('organizer', { orgId: orgId.parse('2202001'), orgPath: '/2202/2202001/' });
    const { lists, planning, directing } = world.lectures;
    for (const caller of [beside, staff('lecturer')]) {
      expect(await rejection(lists.get(caller, id))).toMatchObject({ code: 'not_found', reason: 'lecture_unknown' });
      expect(await rejection(directing.direct(caller, id, 'start'))).toMatchObject({ code: 'not_found' });
      expect(await rejection(planning.cancel(caller, id, '不'))).toMatchObject({ code: 'not_found' });
      expect((await lists.list(caller, { limit: 10 })).rows).toEqual([]);
    }
    expect(await lists.get(lecturer, id)).toMatchObject({ mayPlan: false, mayDirect: true });
    expect(await lists.get(staff('supervisor'), id)).toMatchObject({ mayPlan: false, mayDirect: false });
    expect(await rejection(planning.cancel(lecturer, id, '不'))).toMatchObject({ code: 'forbidden' });
  });

  it('[LEC15] a list is paged by start, newest first, and found by a part of the title or its pinyin', async () => {
    const { lectures } = await newWorld();
    for (let n = 1; n <= 5; n++) {
      const startAt = new Date(clock.now() + n * 120 * MINUTE).toISOString();
      const title = n === 3 ? '土地（一.五）' : `第${n}场`;
      await lectures.planning.create(organizer, planOf(clock, { startAt, title }));
    }
    const first = await lectures.lists.list(organizer, { limit: 3 });
    const second = await lectures.lists.list(organizer, { limit: 3, cursor: first.nextCursor ?? '' });
    expect([...first.rows, ...second.rows].map(({ title }) => title)).toEqual([
      '第5场',
      '第4场',
      '土地（一.五）',
      '第2场',
      '第1场',
    ]);
    expect(second.nextCursor).toBeNull();
    for (const search of ['一.五', 'TUDI', '王建国']) {
      const { rows } = await lectures.lists.list(organizer, { limit: 10, search });
      expect(rows).toHaveLength(search === '王建国' ? 5 : 1);
    }
    expect((await lectures.lists.list(organizer, { limit: 10, search: '.*' })).rows).toEqual([]);
    expect(await rejection(lectures.lists.list(organizer, { limit: 3, cursor: 'x' }))).toMatchObject({
      fields: [{ path: 'cursor' }],
    });
  });
});

describe('directing', () => {
  it('[LEC1] of ten who start at once one does, and the others are told the present state', async () => {
    const world = await newWorld();
    const id = await published(world, organizer);
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) => world.lectures.directing.direct(n % 2 ? organizer : lecturer, id, 'start')),
    );
    const lost = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(lost).toHaveLength(9);
    for (const error of lost) expect(error).toMatchObject({ code: 'invalid_state', params: { state: 'live' } });
    expect(await world.lectures.lists.get(organizer, id)).toMatchObject({ state: 'live', timeline: [{}, {}] });
  });

  it('[LEC7] a published lecture lapses 60 minutes after its planned end, not before', async () => {
    const world = await newWorld();
    await world.lectures.start();
    const id = await published(world, organizer);
    await pass(129 * MINUTE);
    expect(await world.lectures.lists.get(organizer, id)).toMatchObject({ state: 'published' });
    await pass(MINUTE);
    const lapsed = () => world.lectures.lists.get(organizer, id);
    await expect
      .poll(lapsed)
      .toMatchObject({ state: 'lapsed', timeline: [{}, { from: 'published', to: 'lapsed', by: '' }] });
  });

  it('[LEC5] a live lecture ends by itself 60 minutes after its planned end when nobody is on air', async () => {
    const world = await newWorld();
    await world.lectures.start();
    const id = await published(world, organizer);
    await world.lectures.directing.direct(lecturer, id, 'start');
    const plannedEnd = clock.now() + 70 * MINUTE;
    await pass(129 * MINUTE);
    expect(await world.lectures.lists.get(organizer, id)).toMatchObject({ state: 'live' });
    await pass(MINUTE);
    await expect
      .poll(() => world.lectures.lists.get(organizer, id))
      .toMatchObject({
        state: 'ended',
        endedAt: new Date(plannedEnd).toISOString(),
      });
    expect(await world.lectures.verify()).toEqual([]);
  });

  it('[LEC3] a lecture that was ended by mistake goes on, and its lecturer’s next one keeps its time', async () => {
    const world = await newWorld();
    const { planning, directing } = world.lectures;
    const id = await published(world, organizer);
    await directing.direct(lecturer, id, 'start');
    await directing.direct(lecturer, id, 'end');
    await planning.create(organizer, planOf(clock));
    await pass(5 * MINUTE);
    expect(await directing.direct(organizer, id, 'reopen')).toMatchObject({ state: 'live', endedAt: null });
    await directing.direct(organizer, id, 'pause');
    expect(await directing.direct(organizer, id, 'end')).toMatchObject({ state: 'ended' });
    await pass(10 * MINUTE + 1);
    expect(await rejection(directing.direct(organizer, id, 'reopen'))).toMatchObject({ reason: 'reopen_too_late' });
  });
});
