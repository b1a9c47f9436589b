import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { EventPayload } from '#shared/contract.ts';
import type { ServerProcess } from '../support/product-process.ts';
import { type County, prepareCounty } from './crowd/county.ts';
import { startCpuUse } from './crowd/cpu.ts';
import { runLoadTest } from './crowd/load-test.ts';
import { RestlessHalls, WallOfRows } from './crowd/restless-halls.ts';

/*
 * The live wall while a county is restless: every hall's line changes every few seconds, halls drop and come back. First with nobody
 * at the wall, then with an organizer at it; the difference is what the wall costs. One JSON line; exit status 1 if a bar is missed:
 * the wall takes at most 3 % of a core, is told at most once a second, and its counts are those of its rows every time.
 */
const bars = { wallCores: 0.03, disagreements: 0, tooSoon: 0 };
const EVERY_MS = 1_000;
/** Timers of a busy machine are a little off. */
const SLACK_MS = 50;

const { values } = parseArgs({
  options: { halls: { type: 'string', default: '254' }, seconds: { type: 'string', default: '20' } },
});
const seconds = Number(values.seconds);

await runLoadTest({ name: 'wall', bars, options: values }, async (product) => ({
  result: await measure(product, await prepareCounty(product, Number(values.halls))),
}));

async function measure(product: ServerProcess, county: County): Promise<typeof bars & Record<string, number>> {
  const restless = await RestlessHalls.enter(product.url, county);
  const alone = await coresWhile(product, restless);
  const desk = await county.organizer.connect();
  const told: { news: EventPayload<'lecture:hallsChanged'>; at: number }[] = [];
  desk.socket.on('lecture:hallsChanged', (news: EventPayload<'lecture:hallsChanged'>) => {
    told.push({ news, at: performance.now() });
  });
  const wall = new WallOfRows(await desk.call('lecture:join', { lectureId: county.lectureId }));
  await wait(EVERY_MS);
  const watched = await coresWhile(product, restless);
  for (const { news } of told) wall.take(news);
  const gaps = told.slice(1).map(({ at }, n) => at - (told[n]?.at ?? 0));
  restless.close();
  return {
    halls: county.halls.length,
    seconds,
    updates: told.length,
    tooSoon: gaps.filter((gap) => gap < EVERY_MS - SLACK_MS).length,
    disagreements: wall.disagreements,
    coresWithoutWall: rounded(alone),
    coresWithWall: rounded(watched),
    wallCores: rounded(Math.max(0, watched - alone)),
  };
}

function rounded(cores: number): number {
  return Math.round(1_000 * cores) / 1_000;
}

async function coresWhile(product: ServerProcess, restless: RestlessHalls): Promise<number> {
  const cpuUse = startCpuUse(product.pid());
  for (let second = 0; second < seconds; second += 1) await restless.second();
  return cpuUse().node / (1_000 * seconds);
}
