import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hallId, orgId } from '#shared/kit/ids.ts';
import { type Database, openDatabase } from '../../server/src/db/connect.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import { AppError } from '../../server/src/kernel/app-error.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import type { Sfu } from '../../server/src/media/sfu.ts';
import { engineDir, temporaryDir, testLog } from '../support/engine.ts';
import { freeze, thaw } from '../support/freeze.ts';
import { hallCaller, type LectureWorld, lecturers, lectureWorld, published, staff } from '../support/lecture-world.ts';
import { openTestSfu } from '../support/media-world.ts';
import { rejection } from '../support/outcome.ts';

const HALLS = 40;
const clock = systemClock(testLog);
const hallList = Array.from({ length: HALLS }, (_, n) => {
  const id = `2202001${String(n).padStart(3, '0')}`;
  const township = { townshipId: orgId.parse('2202001'), townshipName: '东街道' };
  return { hallId: hallId.parse(id), name: id, path: `/2202/2202001/${id}/`, ...township };
});
const organizer = staff('organizer');
const lecturer = staff('lecturer', { ...(lecturers[0] && { accountId: lecturers[0].id }) });

type SpanRow = { _id: string; connectionId: string; from: Date; to?: Date; reason?: string };

let database: Database;
let sfu: Sfu;
let world: LectureWorld;

beforeAll(async () => {
  sfu = await openTestSfu();
});
afterAll(() => sfu.close());

// An engine for each test: what the driver still makes of one that died seconds ago belongs to the test before.
beforeEach(async () => {
  const embedded = { engineDir: engineDir(), dataDir: temporaryDir('outage') };
  database = await openDatabase({ embedded, dbName: 'outage', log: testLog, clock });
  world = lectureWorld({ connection: database.connection, sfu, clock, hallList });
  await ensureIndexes(database);
  await world.heartbeat.start();
});
afterEach(async () => {
  await world.close();
  await database.close();
});

const spans = (): Promise<SpanRow[]> => database.connection.collection<SpanRow>('attendanceSpans').find().toArray();
const enginePid = (): number => {
  const pid = database.engine?.pid;
  if (pid === undefined) throw new Error('no engine runs');
  return pid;
};

describe('when the database engine dies', () => {
  it('[ATT14] while spans are being written: no acknowledged one is lost, and no end', {
    timeout: 90_000,
  }, async () => {
    const id = await published(world, organizer);
    await world.lectures.directing.direct(lecturer, id, 'start');
    const acknowledged: string[] = [];
    const refusals: unknown[] = [];
    let isOver = false;
    let hasSeenAway = false;

    const comeAndGo = async (hall: string): Promise<void> => {
      while (!isOver) {
        const connectionId = world.connect();
        try {
          await world.lectures.entrance.join(hallCaller(hall), connectionId, id, undefined);
          acknowledged.push(connectionId);
        } catch (error) {
          refusals.push(error);
          hasSeenAway ||= error instanceof AppError && error.code === 'unavailable';
        }
        await clock.sleep(20 + Math.random() * 80);
        world.drop(connectionId);
        world.lectures.connectionClosed(connectionId, clock.now());
      }
    };
    const killTwice = async (): Promise<void> => {
      for (let n = 0; n < 2; n++) {
        await clock.sleep(1_500 + Math.random() * 500);
        process.kill(enginePid(), 'SIGKILL');
        await expect.poll(() => database.engine?.restarts, { timeout: 20_000 }).toBe(n + 1);
      }
      await clock.sleep(1_500);
      isOver = true;
    };
    await Promise.all([killTwice(), ...hallList.map(({ hallId: hall }) => comeAndGo(hall))]);

    expect(hasSeenAway).toBe(true);
    expect(refusals.every((error) => error instanceof AppError && error.code === 'unavailable')).toBe(true);
    // The last ones are listened to for a few seconds before their spans end.
    const open = async () => (await spans()).filter(({ to }) => to === undefined).length;
    await expect.poll(open, { timeout: 20_000 }).toBe(0);
    expect(world.attendance.unwritten()).toBe(0);
    const rows = await spans();
    const stored = new Set(rows.map(({ connectionId }) => connectionId));
    expect(acknowledged.length).toBeGreaterThan(HALLS);
    expect(acknowledged.filter((connectionId) => !stored.has(connectionId))).toEqual([]);
    const refusedRows = rows.filter(({ connectionId }) => !acknowledged.includes(connectionId));
    expect(refusedRows.filter(({ from, to }) => to === undefined || +to > +from + 1_000)).toEqual([]);
  });

  it('[ATT1] the answer to a join waits until the span is written', async () => {
    const id = await published(world, organizer, { lecturerId: lecturers[1]?.id ?? lecturer.accountId });
    await world.lectures.entrance.join(organizer, world.connect(), id, undefined);
    const connectionId = world.connect();
    let isAcknowledged = false;
    const join = async (): Promise<void> => {
      await world.lectures.entrance.join(hallCaller(hallList[1]?.hallId ?? ''), connectionId, id, undefined);
      isAcknowledged = true;
    };
    await freeze(enginePid());
    // The driver may notice the silence and refuse the join before the second is over: that is no acknowledgement.
    const joining = rejection(join());
    await clock.sleep(1_000);
    const wasAcknowledged = isAcknowledged;
    thaw(enginePid());
    expect(wasAcknowledged).toBe(false);
    const refused = await joining;
    if (refused !== undefined) {
      expect(refused).toMatchObject({ code: 'unavailable' });
      await expect.poll(() => rejection(join()), { timeout: 20_000 }).toBeUndefined();
    }
    expect((await spans()).map((row) => row.connectionId)).toContain(connectionId);
    await world.lectures.planning.cancel(organizer, id, '测试');
  });

  it('[ATT14] a join whose span’s write hangs is told so, and the late span counts nothing', {
    timeout: 60_000,
  }, async () => {
    const id = await published(world, organizer, { lecturerId: lecturers[1]?.id ?? lecturer.accountId });
    await world.lectures.entrance.join(organizer, world.connect(), id, undefined);
    await freeze(enginePid());
    const connectionId = world.connect();
    const joining = world.lectures.entrance.join(hallCaller(hallList[0]?.hallId ?? ''), connectionId, id, undefined);
    const refused = await joining.then(
      () => undefined,
      (error: unknown) => error,
    );
    thaw(enginePid());
    expect(refused).toMatchObject({ code: 'unavailable' });
    const rows = async () => (await spans()).filter((row) => row.connectionId === connectionId);
    const isSettled = async () => (await rows()).every(({ from, to }) => to !== undefined && +to === +from);
    await expect.poll(isSettled, { timeout: 20_000 }).toBe(true);
    expect(world.attendance.unwritten()).toBe(0);
  });
});
