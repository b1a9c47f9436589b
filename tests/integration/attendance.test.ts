import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import type { Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type HallId, hallId, type LectureId, lectureId } from '#shared/kit/ids.ts';
import { attendanceCsv } from '../../server/src/attendance/attendance.csv.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import type { Sfu } from '../../server/src/media/sfu.ts';
import { testDatabase } from '../support/engine.ts';
import { type FakeClock, fakeClock } from '../support/fake-clock.ts';
import {
  hallCaller,
  type LectureWorld,
  lecturers,
  lectureWorld,
  newId,
  published,
  staff,
} from '../support/lecture-world.ts';
import { openTestSfu } from '../support/media-world.ts';
import { textOf } from '../support/outcome.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
let connection: Connection;
let sfu: Sfu;
const worlds: LectureWorld[] = [];

type SpanRow = {
  _id: string;
  lectureId: string;
  hallId: string;
  connectionId: string;
  from: Date;
  to?: Date;
  reason?: string;
};

beforeAll(async () => {
  const database = await testDatabase();
  connection = database.connection;
  sfu = await openTestSfu();
  newWorld(fakeClock());
  await ensureIndexes(database);
});
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
  for (const name of ['lectures', 'attendanceSpans', 'expectedHalls', 'processes']) {
    await connection.collection(name).deleteMany({});
  }
});
afterAll(() => sfu.close());

function newWorld(clock: FakeClock): LectureWorld & { clock: FakeClock } {
  const world = { ...lectureWorld({ connection, sfu, clock }), clock };
  worlds.push(world);
  return world;
}

/** Lets real database and media calls that fake time started come back. */
const arrived = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

const spans = (): Promise<SpanRow[]> =>
  connection.collection<SpanRow>('attendanceSpans').find().sort({ from: 1 }).toArray();

const organizer = staff('organizer');
const lecturer = staff('lecturer', { ...(lecturers[0] && { accountId: lecturers[0].id }) });
const first = hallCaller('2202001001');
const second = hallCaller('2202001002');

type Live = {
  world: LectureWorld & { clock: FakeClock };
  id: LectureId;
  t0: number;
  at: (ms: number) => Promise<void>;
};

/** A lecture that has just been started; `at` goes to a moment after that. */
async function liveLecture(): Promise<Live> {
  const world = newWorld(fakeClock());
  await world.heartbeat.start();
  const id = await published(world, organizer, { title: '=1+1 土地' });
  await world.lectures.directing.direct(lecturer, id, 'start');
  const t0 = world.clock.now();
  const at = async (ms: number): Promise<void> => {
    await arrived();
    await world.clock.advance(t0 + ms - world.clock.now());
    await arrived();
  };
  return { world, id, t0, at };
}

const join = (
  world: LectureWorld,
  caller: Parameters<LectureWorld['lectures']['entrance']['join']>[0],
  id: LectureId,
  to: string,
) => world.lectures.entrance.join(caller, world.connect(to), id, undefined);

describe('spans of a hall', () => {
  it('[ATT1] the span is in the database when the join is answered', async () => {
    const { world, id, t0, at } = await liveLecture();
    await at(5 * SECOND);
    await join(world, first, id, 'a');
    expect(await spans()).toMatchObject([
      { lectureId: id, hallId: '2202001001', connectionId: 'a', from: new Date(t0 + 5 * SECOND) },
    ]);
    expect((await spans())[0]?.to).toBeUndefined();
  });

  it('[ATT2] a socket that closes ends it at that moment, and coming back opens another', async () => {
    const { world, id, t0, at } = await liveLecture();
    await join(world, first, id, 'a');
    await at(60 * SECOND);
    world.drop('a');
    world.lectures.connectionClosed('a', world.clock.now());
    await at(90 * SECOND);
    await join(world, first, id, 'b');
    await at(100 * SECOND);
    await world.lectures.entrance.leave(first, 'b', id);
    await expect.poll(async () => (await spans()).every(({ to }) => to !== undefined)).toBe(true);
    expect((await spans()).map(({ from, to, reason }) => [+from - t0, +(to ?? 0) - t0, reason])).toEqual([
      [0, 60 * SECOND, 'disconnected'],
      [90 * SECOND, 100 * SECOND, 'left'],
    ]);
  });

  it('[ATT2] a silent cut ends it at the last packet', async () => {
    const { world, id, t0, at } = await liveLecture();
    await join(world, first, id, 'a');
    await at(60 * SECOND);
    world.drop('a');
    world.lectures.connectionClosed('a', t0 + 53 * SECOND);
    // Its media is listened to for a few seconds before it is taken for silent too.
    for (let second = 61; second <= 66; second++) await at(second * SECOND);
    await expect.poll(async () => (await spans())[0]?.to).toEqual(new Date(t0 + 53 * SECOND));
  });

  it('[ATT2] a page that was loaded anew was away from the last sign of life of its old connection on', async () => {
    const { world, id, t0, at } = await liveLecture();
    await join(world, first, id, 'a');
    await at(20 * SECOND);
    // The old connection has not been heard of for 20 s, and nobody has noticed yet that it is dead.
    await join(world, first, id, 'b');
    await expect.poll(async () => (await spans())[0]?.to).toEqual(new Date(t0));
    expect((await spans())[1]).toMatchObject({ connectionId: 'b', from: new Date(t0 + 20 * SECOND) });
  });

  it('[ATT3] joining again without having been away keeps the span', async () => {
    const { world, id, at } = await liveLecture();
    await join(world, first, id, 'a');
    await at(1 * SECOND);
    await Promise.all([join(world, first, id, 'a'), join(world, first, id, 'a')]).catch(() => undefined);
    await join(world, first, id, 'b');
    expect(await spans()).toHaveLength(1);
  });

  it('[ATT3] two joins of one hall at once share one span', async () => {
    const { world, id } = await liveLecture();
    const both = await Promise.allSettled([join(world, first, id, 'a'), join(world, first, id, 'b')]);
    expect(both.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await spans()).toHaveLength(1);
  });

  it('[ATT3] a connection that is gone before the answer leaves no open span', async () => {
    const { world, id } = await liveLecture();
    const joining = join(world, first, id, 'a');
    world.drop('a');
    world.lectures.connectionClosed('a', world.clock.now());
    await expect(joining).rejects.toMatchObject({ code: 'conflict' });
    await expect.poll(async () => (await spans()).filter(({ to }) => to === undefined)).toEqual([]);
  });

  it('[ATT2] an ordered stop of the server ends what is open', async () => {
    const { world, id, t0, at } = await liveLecture();
    await join(world, first, id, 'a');
    await at(30 * SECOND);
    await world.close();
    expect(await spans()).toMatchObject([{ to: new Date(t0 + 30 * SECOND), reason: 'serverStopped' }]);
  });
});

describe('after a crash', () => {
  const openSpan = (processId: string, from: number) => ({
    _id: newId(),
    lectureId: newId(),
    hallId: '2202001001',
    processId,
    connectionId: newId(),
    from: new Date(from),
  });
  const spanRows = () => connection.collection<SpanRow & { processId: string }>('attendanceSpans');
  const processes = () => connection.collection<{ _id: string; [key: string]: unknown }>('processes');

  it('[ATT11] spans of a process whose pid is gone are closed at its last sign of life, at the next start', async () => {
    const clock = fakeClock();
    const t0 = clock.now();
    const { pid } = spawnSync('true');
    await processes().insertOne({ _id: 'dead', aliveAt: new Date(t0), startedAt: new Date(t0), host: hostname(), pid });
    await spanRows().insertMany([
      openSpan('dead', t0 - MINUTE),
      openSpan('dead', t0 + 400),
      openSpan('other', t0 - MINUTE),
    ]);
    await clock.advance(900);
    const { attendance } = newWorld(clock);
    await attendance.start();
    expect((await spans()).map(({ from, to }) => [+from - t0, to === undefined ? null : +to - t0])).toEqual([
      [-MINUTE, expect.toSatisfy((to) => to === 0 || to === null)],
      [-MINUTE, expect.toSatisfy((to) => to === 0 || to === null)],
      [400, 400],
    ]);
    expect(await spanRows().countDocuments({ processId: 'other', to: { $exists: false } })).toBe(1);
    expect((await processes().findOne({ _id: 'dead' }))?.closedAt).toBeDefined();
  });

  it('[ATT11] a process on another host is dead when it is silent for 5 s and stays so, not when all were silent', async () => {
    const clock = fakeClock();
    const t0 = clock.now();
    for (const _id of ['dead', 'slow']) {
      await processes().insertOne({ _id, aliveAt: new Date(t0), startedAt: new Date(t0), host: 'another', pid: 1 });
      await spanRows().insertOne(openSpan(_id, t0 - MINUTE));
    }
    await clock.advance(6 * SECOND);
    const { attendance } = newWorld(clock);
    await attendance.start();
    expect(await spanRows().countDocuments({ to: { $exists: false } })).toBe(2);
    await processes().updateOne({ _id: 'slow' }, { $set: { aliveAt: clock.date() } });
    await clock.advance(2 * SECOND);
    await arrived();
    expect(await spanRows().countDocuments({ to: { $exists: false } })).toBe(2);
    await clock.advance(2 * SECOND);
    await arrived();
    expect(await spanRows().findOne({ processId: 'dead' })).toMatchObject({ to: new Date(t0), reason: 'serverDied' });
    expect((await spanRows().findOne({ processId: 'slow' }))?.to).toBeUndefined();
  });
});

describe('the report', () => {
  it('[ATT4] has a row for each expected hall, and its totals and townships equal the rows', async () => {
    const { world, id, at } = await liveLecture();
    await join(world, first, id, 'a');
    await at(20 * MINUTE);
    await join(world, second, id, 'b');
    await at(30 * MINUTE);
    world.drop('a');
    world.lectures.connectionClosed('a', world.clock.now());
    await at(40 * MINUTE);
    await world.lectures.directing.direct(lecturer, id, 'end');
    const facts = { ...(await world.lectures.lectureFor(id, organizer)), lectureId: id };
    await expect.poll(() => world.attendance.unwritten()).toBe(0);
    const report = await world.attendance.report(facts, { orgPath: '/' });
    expect(report).toMatchObject({ isFinal: true, liveMs: 40 * MINUTE });
    const row = (hall: HallId) => report.rows.find((one) => one.hallId === hall);
    expect(row(first.hallId)).toMatchObject({ minutes: 30, result: 'present', late: false, leftEarly: true });
    expect(row(second.hallId)).toMatchObject({ minutes: 20, result: 'partial', late: true, leftEarly: false });
    expect(report.totals).toMatchObject({ expected: 6, present: 1, partial: 1, absent: 4, late: 1, leftEarly: 1 });
    expect(report.townships.map(({ totals }) => totals.expected)).toEqual([1, 3, 2]);
    expect(await world.attendance.verify()).toEqual({ problems: [], closedSpans: 0 });
    expect(await world.lectures.verify()).toEqual([]);
  });

  it('[ATT12] a hall reads its own row alone, and only of a lecture that it is in', async () => {
    const { world, id } = await liveLecture();
    const facts = { ...(await world.lectures.lectureFor(id, first)), lectureId: id };
    const report = await world.attendance.report(facts, { hallId: first.hallId });
    expect(report.rows.map((row) => row.hallId)).toEqual([first.hallId]);
    expect(report.totals.expected).toBe(1);
    const stranger = { ...first, hallId: hallId.parse('9999') };
    await expect(world.lectures.lectureFor(id, stranger)).rejects.toMatchObject({ code: 'not_found' });
    await expect(world.lectures.lectureFor(lectureId.parse(newId()), first)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('[ATT13] the CSV has the rows of the page, a BOM, and no cell that a spreadsheet would run', async () => {
    const { world, id, at } = await liveLecture();
    await join(world, first, id, 'a');
    await at(3 * MINUTE);
    await world.lectures.directing.direct(lecturer, id, 'end');
    const facts = { ...(await world.lectures.lectureFor(id, organizer)), lectureId: id };
    const report = await world.attendance.report(facts, { orgPath: '/' });
    const evil = { ...report, rows: report.rows.map((row) => ({ ...row, hallName: '=HYPERLINK("x")' })) };
    const { content, ...file } = attendanceCsv(evil, 'zh-CN');
    const body = textOf(content);
    expect(file).toEqual({ contentType: 'text/csv; charset=utf-8', fileName: '考勤-=1+1 土地-2026-11-23.csv' });
    expect(body.startsWith('\uFEFF会场代码,会场,乡镇街道,')).toBe(true);
    const lines = body.trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + report.rows.length);
    expect(lines.slice(1).every((line) => line.includes(`"'=HYPERLINK`))).toBe(true);
    const plain = textOf(attendanceCsv(report, 'en').content).split('\r\n');
    expect(plain[0]).toContain('Hall code,Hall,Township,First in');
    expect(plain.slice(1, 7).map((line) => line.split(',')[5])).toEqual(
      report.rows.map(({ minutes }) => String(minutes)),
    );
    expect(plain[3]).toContain(
      '2202001001,机构2202001001,机构2202001,2026-11-23 09:00:00,2026-11-23 09:03:00,3,0,Present,No,No',
    );
  });
});
