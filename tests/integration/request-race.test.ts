import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StaffCaller } from '#shared/kit/caller.ts';
import { type RequestId, requestId } from '#shared/kit/ids.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import { createExpertRepo } from '../../server/src/experts/expert.repo.ts';
import { createExpertLoad } from '../../server/src/experts/expert-load.ts';
import { createRequests, type Requests } from '../../server/src/requests/requests.ts';
import { sharedEngine } from '../support/engine.ts';
import { PoolWorld } from '../support/pool-world.ts';
import { PoolOfExperts, requestsDeps, staffOf } from '../support/request-service.ts';
import { windowFiling } from '../support/request-world.ts';

let world: PoolWorld;
let requests: Requests;

/** The real pool, whose places are counted by conditional updates, and the real matters. */
beforeAll(async () => {
  world = await PoolWorld.build();
  const { people, experts } = world;
  requests = createRequests({ ...requestsDeps(people, new PoolOfExperts()), experts: experts.routing });
  await ensureIndexes({ connection: people.connection });
});

const file = async (): Promise<RequestId> =>
  requestId.parse((await requests.filing.forCitizen(staffOf('clerk', 900), windowFiling(null))).requestId);

const load = () =>
  createExpertLoad({
    repo: createExpertRepo(world.people.connection),
    countOpenMatters: () => requests.openMatters(),
  });

const outcomesOf = async (claims: Promise<unknown>[]): Promise<string[]> =>
  (await Promise.allSettled(claims)).map((each) => (each.status === 'fulfilled' ? 'won' : each.reason.reason));
const count = (outcomes: readonly string[], what: string): number => outcomes.filter((each) => each === what).length;

describe('the claim', () => {
  it('[REQ6] of fifty experts who claim at once one wins, the others are told, and no place is lost', {
    timeout: 120_000,
  }, async () => {
    const all: StaffCaller[] = [];
    for (let n = 0; n < 50; n++) all.push(await world.pooled({ cap: 1, coverage: [] }));
    for (let round = 0; round < 3; round++) {
      const id = await file();
      const outcomes = await outcomesOf(all.map((expert) => requests.routing.claim(expert, id)));
      // Who won before is full.
      expect([count(outcomes, 'won'), count(outcomes, 'request_taken')]).toEqual([1, 49 - round]);
      expect(count(outcomes, 'expert_full')).toBe(round);
      const winner = all[outcomes.indexOf('won')];
      const matter = await requests.find(id);
      expect(matter?.expertId).toBe(winner?.accountId);
      expect(matter?.timeline.filter(({ to }) => to === 'assigned')).toHaveLength(1);
    }
    expect(await load().verify()).toEqual([]);
  });

  it('[REQ8] one expert who claims ten matters at once gets as many as the cap allows', async () => {
    const expert = await world.pooled({ cap: 3, coverage: [] });
    const ids = await Promise.all(Array.from({ length: 10 }, file));
    const outcomes = await outcomesOf(ids.map((id) => requests.routing.claim(expert, id)));
    expect([count(outcomes, 'won'), count(outcomes, 'expert_full')]).toEqual([3, 7]);
    expect(await load().verify()).toEqual([]);
  });

  it('[REQ27] after a kill in mid-claim no acknowledged claim is lost, and the places are counted right', {
    timeout: 60_000,
  }, async () => {
    const expert = await world.pooled({ cap: 50, coverage: [] });
    const ids = await Promise.all(Array.from({ length: 45 }, file));
    const { uri } = await sharedEngine();
    const script = fileURLToPath(new URL('../faults/claimer.ts', import.meta.url));
    const args = [script, uri, world.people.connection.name, expert.accountId, ids.join(',')];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    try {
      await expect.poll(() => said.split('\n').length, { timeout: 40_000, interval: 5 }).toBeGreaterThan(10);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const [, ...acknowledged] = said.trim().split('\n');
    const claimed = (await Promise.all(ids.map((id) => requests.find(id)))).filter((matter) => matter?.expertId);
    const stored = claimed.map((matter) => String(matter?.id));
    expect(stored).toEqual(expect.arrayContaining(acknowledged));
    expect(stored.length - acknowledged.length).toBeLessThanOrEqual(1);
    const looks = load();
    await looks.tick();
    await looks.tick();
    expect(await looks.verify()).toEqual([]);
  });
});
