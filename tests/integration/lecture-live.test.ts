import type { Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EventPayload } from '#shared/contract.ts';
import { type LectureId, lectureId, orgId } from '#shared/kit/ids.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import type { Sfu } from '../../server/src/media/sfu.ts';
import { testDatabase } from '../support/engine.ts';
import { fakeClock } from '../support/fake-clock.ts';
import {
  hallCaller,
  halls,
  type LectureWorld,
  lecturers,
  lectureWorld,
  newId,
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

describe('in the lecture', () => {
  const join = (
    world: LectureWorld,
    caller: Parameters<LectureWorld['lectures']['entrance']['join']>[0],
    id: LectureId,
  ) => world.lectures.entrance.join(caller, world.connect(), id, undefined);

  it('[LEC20] a hall is let in from 15 minutes before the start, if it is expected', async () => {
    const world = await newWorld();
    const startAt = new Date(clock.now() + 15 * MINUTE + 1).toISOString();
    const id = await published(world, organizer, { startAt, audience: [orgId.parse('2202001')] });
    expect(await rejection(join(world, hallCaller('2202001001'), id))).toMatchObject({ reason: 'too_early' });
    await pass(1);
    expect(await join(world, hallCaller('2202001001'), id)).toMatchObject({
      lectureId: id,
      halls: null,
      counts: { expected: 3, waiting: 1, missing: 2 },
    });
    expect(await rejection(join(world, hallCaller('2202002001'), id))).toMatchObject({
      code: 'forbidden',
      reason: 'not_in_audience',
    });
    const draft = await world.lectures.planning.create(
      organizer,
      planOf(clock, { startAt: new Date(clock.now() + 500 * MINUTE).toISOString() }),
    );
    expect(await rejection(join(world, hallCaller('2202001001'), lectureId.parse(draft.id)))).toMatchObject({
      code: 'not_found',
    });
    expect(await rejection(join(world, hallCaller('2202001001'), lectureId.parse(newId())))).toMatchObject({
      code: 'not_found',
    });
  });

  describe('[LEC32] a plan that changes while somebody comes in', () => {
    const other = () => planOf(clock, { audience: [orgId.parse('2202002')] });
    /** Does something each time right after the lecture's spans were read, or one was opened. */
    const rightAfter = (world: LectureWorld, what: 'spansOf' | 'openSpan', act: () => Promise<unknown>) => {
      const usual = world.attendance[what].bind(world.attendance) as (...given: unknown[]) => Promise<unknown>;
      const changed = async (...given: unknown[]) => {
        const answer = await usual(...given);
        await act();
        await pass(0);
        return answer;
      };
      Object.assign(world.attendance, { [what]: changed });
    };

    it('keeps out the hall that is no longer expected', async () => {
      const world = await newWorld();
      const id = await published(world, organizer, { audience: [orgId.parse('2202001')] });
      rightAfter(world, 'openSpan', () => world.lectures.planning.update(organizer, id, other()));
      expect(await rejection(join(world, hallCaller('2202001001'), id))).toMatchObject({ reason: 'not_in_room' });
      expect(await rejection(join(world, hallCaller('2202001001'), id))).toMatchObject({ reason: 'not_in_audience' });
    });

    it('shows the organizer the halls of the new audience', async () => {
      const world = await newWorld();
      const id = await published(world, organizer, { audience: [orgId.parse('2202001')] });
      rightAfter(world, 'spansOf', () => world.lectures.planning.update(organizer, id, other()));
      await join(world, organizer, id);
      await pass(0);
      const { halls: rows } = await join(world, organizer, id);
      expect(rows?.map(({ townshipId }) => townshipId)).toEqual(rows?.map(() => '2202002'));
    });

    it('lets nobody into a lecture that was called off', async () => {
      const world = await newWorld();
      const id = await published(world, organizer);
      rightAfter(world, 'spansOf', () => world.lectures.planning.cancel(organizer, id, '下雪'));
      expect(await rejection(join(world, organizer, id))).toMatchObject({ reason: 'not_in_room' });
    });
  });

  it('[LEC21] the organizer sees every expected hall with its contact, and the numbers agree with the rows', async () => {
    const world = await newWorld();
    const id = await published(world, organizer);
    await join(world, hallCaller('2202001001'), id);
    const snapshot = await join(world, organizer, id);
    expect(snapshot.halls?.map(({ hallId }) => hallId)).toEqual(halls);
    expect(snapshot.halls?.find(({ presence }) => presence === 'waiting')).toMatchObject({
      hallId: '2202001001',
      contactName: '张三',
      contactPhone: '138****5678',
      townshipId: '2202001',
    });
    expect(snapshot.counts).toEqual({ expected: 6, waiting: 1, live: 0, away: 0, gone: 0, missing: 5 });
  });

  it('[LEC22] changed rows are told at most once a second, with counts of that moment, in a rising order', async () => {
    const world = await newWorld();
    const id = await published(world, organizer);
    await join(world, organizer, id);
    for (const hall of ['2202001001', '2202001002', '2202002001']) await join(world, hallCaller(hall), id);
    await pass(1);
    await join(world, hallCaller('2202'), id);
    await pass(998);
    expect(world.said.filter(({ name }) => name === 'lecture:hallsChanged')).toHaveLength(1);
    await pass(1);
    const told = world.said.flatMap(({ name, payload }) =>
      name === 'lecture:hallsChanged' ? [payload as EventPayload<'lecture:hallsChanged'>] : [],
    );
    expect(told.map(({ halls: rows, counts }) => [rows.length, counts.waiting])).toEqual([
      [3, 3],
      [1, 4],
    ]);
    const order = world.said.flatMap(({ payload }) =>
      typeof payload === 'object' && payload !== null && 'seq' in payload ? [Number(payload.seq)] : [],
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('[LEC23] waiting halls are live when the lecture starts, and everybody is told', async () => {
    const world = await newWorld();
    const id = await published(world, organizer);
    await join(world, hallCaller('2202001001'), id);
    await world.lectures.directing.direct(lecturer, id, 'start');
    const { counts, current } = await join(world, organizer, id);
    expect(counts).toMatchObject({ waiting: 0, live: 1 });
    expect(current).toMatchObject({ state: 'live', lecturer: 'absent' });
    expect(world.said).toContainEqual(
      expect.objectContaining({
        name: 'lecture:changed',
        payload: expect.objectContaining({ current: expect.objectContaining({ state: 'live' }) }),
      }),
    );
    expect((await join(world, lecturer, id)).current.lecturer).toBe('here');
  });

  it('[LEC24] what only the hall’s PC knows reaches its row, and only from the connection that is in', async () => {
    const world = await newWorld();
    const id = await published(world, organizer);
    const hall = hallCaller('2202001001');
    const inside = world.connect();
    const said = { sound: 'off', quality: 'poor' } as const;
    const { entrance } = world.lectures;
    expect(await rejection(entrance.report(hall, inside, id, said))).toMatchObject({ reason: 'not_in_room' });
    await entrance.join(hall, inside, id, undefined);
    expect(await rejection(entrance.report(hall, world.connect(), id, said))).toMatchObject({ reason: 'not_in_room' });
    await entrance.report(hall, inside, id, said);
    const row = (await join(world, organizer, id)).halls?.find(({ hallId }) => hallId === hall.hallId);
    expect(row).toMatchObject(said);
  });

  it('[LEC25] a hall that comes on another connection takes its own place, and the old one is closed', async () => {
    const world = await newWorld();
    const id = await published(world, organizer);
    const hall = hallCaller('2202001001');
    const [first, second] = [world.connect('first'), world.connect('second')];
    const before = await world.lectures.entrance.join(hall, first, id, undefined);
    const after = await world.lectures.entrance.join(hall, second, id, undefined);
    expect(after.participantId).toBe(before.participantId);
    expect(world.closed).toEqual(['first']);
    world.lectures.connectionClosed('first', clock.now());
    expect((await join(world, organizer, id)).counts).toMatchObject({ waiting: 1, away: 0 });
  });

  it('[LEC26] a hall whose session was revoked is out at once', async () => {
    const world = await newWorld();
    const id = await published(world, organizer);
    const hall = hallCaller('2202001001');
    await join(world, hall, id);
    world.lectures.sessionEnded(hall.sessionId);
    expect((await join(world, organizer, id)).counts).toMatchObject({ waiting: 0, gone: 1 });
  });

  it('[LEC27] after a restart of the server the lecture is still live, and who was in it is away until it comes back', async () => {
    const before = await newWorld();
    const id = await published(before, organizer);
    await join(before, hallCaller('2202001001'), id);
    await join(before, hallCaller('2202001002'), id);
    await before.lectures.directing.direct(lecturer, id, 'start');
    await before.close();
    const after = await newWorld();
    await after.lectures.start();
    expect(after.lectures.scheduleFor(hallCaller('2202001001').hallId)).toMatchObject([{ id, state: 'live' }]);
    const snapshot = await join(after, hallCaller('2202001001'), id);
    expect(snapshot.current).toMatchObject({ state: 'live', lecturer: 'away' });
    expect(snapshot.counts).toMatchObject({ live: 1, away: 1, missing: 4 });
    await pass(11 * MINUTE);
    expect((await join(after, organizer, id)).counts).toMatchObject({ live: 1, away: 0, gone: 1 });
  });

  it('[LEC28] those inside stay while an ended lecture can be reopened; then it closes', async () => {
    const world = await newWorld();
    const id = await published(world, organizer);
    await join(world, hallCaller('2202001001'), id);
    await world.lectures.directing.direct(lecturer, id, 'start');
    await world.lectures.directing.direct(lecturer, id, 'end');
    expect(await rejection(join(world, hallCaller('2202001002'), id))).toMatchObject({ params: { state: 'ended' } });
    expect((await join(world, organizer, id)).counts).toMatchObject({ live: 1 });
    await pass(11 * MINUTE);
    expect(sfu.stats().rooms).toBe(0);
    expect(await rejection(join(world, organizer, id))).toMatchObject({ params: { state: 'ended' } });
  });
});
