import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { createExpertRepo } from '../../server/src/experts/expert.repo.ts';
import { createExpertLoad } from '../../server/src/experts/expert-load.ts';
import { createRequestRepo } from '../../server/src/requests/request.repo.ts';
import { ApiClient } from '../support/api-client.ts';
import { sharedEngine, temporaryDir } from '../support/engine.ts';
import { poolExpert } from '../support/expert-world.ts';
import { startTestApp } from '../support/harness.ts';
import { ownFiling } from '../support/request-world.ts';
import { places, World } from '../support/world.ts';

const SERVER = fileURLToPath(new URL('../support/second-server.ts', import.meta.url));
const EXPERTS = ['expert', 'expert2', 'expert3'];
const MATTERS = 24;
const KILLED_AFTER = 8;

let child: ChildProcess | undefined;
afterAll(() => child?.kill('SIGKILL'));

type Claim = { requestId: string; expertId: string };

it('[REQ24] killed in the middle of claims: what was acknowledged is there, nothing is claimed twice, and the load is right again', {
  timeout: 90_000,
}, async () => {
  // The same folder: sessions are good at both servers.
  const DATA_DIR = temporaryDir('two-servers');
  const app = await startTestApp({ DATA_DIR });
  const world = await World.build(app);
  await world.addAccount('expert3', ['expert'], places.foreign);
  for (const account of EXPERTS)
    await poolExpert(world, places.city, { account: world.idOf(account), coverage: [places.foreign] });
  const matters: string[] = [];
  for (let n = 0; n < MATTERS; n += 1) {
    const { requestId } = await app.client().call('fileRequest', { ...ownFiling(), text: `第${n}件：邻居占路` });
    matters.push(requestId ?? '');
  }

  const { connection } = app.app.database;
  const { uri } = await sharedEngine();
  child = spawn(process.execPath, [SERVER, uri, connection.name, DATA_DIR], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [said] = await once(child.stdout ?? child, 'data');
  const url = String(said).trim();
  const acknowledged: Claim[] = [];
  const claimAll = async (account: string, order: readonly string[]): Promise<void> => {
    const client = new ApiClient(url);
    for (const [name, value] of (await world.signedIn(account)).cookies) client.cookies.set(name, value);
    for (const requestId of order) {
      const answer = await client.send('claimRequest', { requestId, noConflict: true });
      if (answer.ok) acknowledged.push({ requestId, expertId: world.idOf(account) });
      if (acknowledged.length >= KILLED_AFTER) child?.kill('SIGKILL');
    }
  };
  // From both ends and the middle, so that they meet.
  const orders = [matters, [...matters].reverse(), [...matters.slice(12), ...matters.slice(0, 12)]];
  const ends = await Promise.allSettled(EXPERTS.map((account, n) => claimAll(account, orders[n] ?? [])));
  expect(ends.map(({ status }) => status)).toContain('rejected');
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLED_AFTER);

  const requests = createRequestRepo(connection);
  for (const { requestId, expertId } of acknowledged)
    expect(await requests.find(requestId)).toMatchObject({ state: 'assigned', expertId });
  expect(new Set(acknowledged.map(({ requestId }) => requestId)).size).toBe(acknowledged.length);
  for (const id of matters) {
    const claims = (await requests.find(id))?.timeline.filter(({ to }) => to === 'assigned') ?? [];
    expect(claims.length).toBeLessThanOrEqual(1);
  }
  const load = createExpertLoad({
    repo: createExpertRepo(connection),
    countOpenMatters: () => requests.openMatters(),
  });
  await load.tick();
  await load.tick();
  expect(await load.verify()).toEqual([]);
  const organizer = await world.signedIn('planner');
  const { rows } = await organizer.call('listRequests', { state: 'assigned', limit: 100 });
  expect(rows.length).toBeGreaterThanOrEqual(acknowledged.length);
});
