import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventPayload } from '#shared/contract.ts';
import { type HallId, hallId, orgId } from '#shared/kit/ids.ts';
import type { HallRow } from '#shared/lecture-live.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import type { Sfu } from '../../server/src/media/sfu.ts';
import { testDatabase } from '../support/engine.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { hallCaller, type LectureWorld, lectureWorld, published, staff } from '../support/lecture-world.ts';
import { openTestSfu } from '../support/media-world.ts';

const clock = fakeClock();
const hallList = Array.from({ length: 254 }, (_, n) => {
  const id = String(2_202_001_000 + n);
  const townshipId = orgId.parse(String(2_202_900 + (n % 21)));
  return {
    hallId: hallId.parse(id),
    name: `会场${n}`,
    path: `/2202/${id}/`,
    townshipId,
    townshipName: `乡镇${n % 21}`,
  };
});
const HEAR_EVERY_MS = 20;
let sfu: Sfu;
let world: LectureWorld;

beforeAll(async () => {
  const database = await testDatabase();
  sfu = await openTestSfu();
  world = lectureWorld({ connection: database.connection, sfu, clock, hallList });
  await ensureIndexes(database);
});
afterAll(async () => {
  await world.close();
  await sfu.close();
});

type News = EventPayload<'lecture:hallsChanged'>;

describe('the wall of 254 halls', () => {
  it('[WALL3] while all come, drop and leave at once, each news has the counts of its rows, at most once a second', async () => {
    const organizer = staff('organizer');
    const id = await published(world, organizer);
    const { halls } = await world.lectures.entrance.join(organizer, world.connect(), id, undefined);
    const rows = new Map<HallId, HallRow>((halls ?? []).map((row) => [row.hallId, row]));
    expect(rows.size).toBe(254);
    const told: { at: number; news: News }[] = [];
    let seen = 0;
    const hear = (): void => {
      for (const { name, payload } of world.said.slice(seen))
        if (name === 'lecture:hallsChanged') told.push({ at: clock.now(), news: payload as News });
      seen = world.said.length;
    };
    for (const [n, hall] of hallList.entries()) {
      const connectionId = world.connect();
      await world.lectures.entrance.join(hallCaller(hall.hallId), connectionId, id, undefined);
      if (n % 5 === 1) world.lectures.connectionClosed(connectionId, clock.now());
      if (n % 7 === 2) await world.lectures.entrance.leave(hallCaller(hall.hallId), connectionId, id);
      await clock.advance(HEAR_EVERY_MS);
      hear();
    }
    await clock.advance(1_000);
    hear();
    for (const { news } of told) {
      for (const row of news.halls) rows.set(row.hallId, row);
      const are = (presence: HallRow['presence']) =>
        [...rows.values()].filter((row) => row.presence === presence).length;
      expect(news.counts).toEqual({
        expected: rows.size,
        waiting: are('waiting'),
        live: are('live'),
        away: are('away'),
        gone: are('gone'),
        missing: are('expected'),
      });
    }
    const gaps = told.slice(1).map(({ at }, n) => at - (told[n]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000 - HEAR_EVERY_MS);
    expect(told.at(-1)?.news.counts.missing).toBe(0);
  });
});
