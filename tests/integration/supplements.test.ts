import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hallId, type LectureId } from '#shared/kit/ids.ts';
import type { Database } from '../../server/src/db/connect.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import type { Sfu } from '../../server/src/media/sfu.ts';
import { callOf } from '../support/after-world.ts';
import { testDatabase } from '../support/engine.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { openTestSfu } from '../support/media-world.ts';
import { rejection } from '../support/outcome.ts';
import { countyHalls, hallAt, ReportWorld } from '../support/report-world.ts';

const halls = countyHalls.slice(0, 3);
const city = hallAt(0);
const absent = hallAt(1);
let database: Database;
let sfu: Sfu;
let day: ReportWorld;
let lectureId: LectureId;

beforeAll(async () => {
  database = await testDatabase();
  sfu = await openTestSfu();
});
afterEach(() => day.world.close());
afterAll(() => sfu.close());

/** Three halls, of which the city's was there with 30 people. */
async function heard() {
  day = new ReportWorld(database, sfu, fakeClock(), halls);
  await ensureIndexes(database);
  lectureId = await day.started('土地承包');
  await day.join(lectureId, [city]);
  await day.at(30);
  await day.heads(lectureId, city, 30);
  await day.end(lectureId);
  return day.papers();
}
const call = () => callOf(day.organizer);

describe('later viewing', () => {
  it('[SUP1] is entered with who, when and why, counted apart, and can be taken back', async () => {
    const { routes } = await heard();
    const hall = { lectureId, hallId: absent.hallId };
    await routes.enterSupplement({ ...hall, heads: 18, reason: '当天停电' }, call());
    const entered = await day.report(lectureId);
    expect(entered.totals).toMatchObject({ absent: 2, personTimes: 30, supplements: 1, supplementTimes: 18 });
    await day.clock.advance(60_000);
    await routes.enterSupplement({ ...hall, heads: null, reason: '登记错了会场' }, call());
    expect((await day.report(lectureId)).totals).toMatchObject({ supplements: 0, supplementTimes: 0 });
    const { supplements } = await routes.lectureSupplements({ lectureId }, call());
    expect(supplements.map(({ heads, reason, by }) => [heads, reason, by])).toEqual([
      [18, '当天停电', day.organizer.name],
      [null, '登记错了会场', day.organizer.name],
    ]);
    expect(await day.stores.verify()).toEqual([]);
  });

  it('[SUP2] is refused for a hall that was there, and for one that was not expected', async () => {
    const { routes } = await heard();
    const entry = { lectureId, heads: 5, reason: '补' };
    expect(await rejection(routes.enterSupplement({ ...entry, hallId: city.hallId }, call()))).toMatchObject({
      reason: 'hall_was_present',
    });
    expect(await rejection(routes.enterSupplement({ ...entry, hallId: hallId.parse('9999') }, call()))).toMatchObject({
      reason: 'hall_unknown',
    });
  });
});
