import { hostname } from 'node:os';
import type { Connection } from 'mongoose';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../server/src/db/connect.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import { createProcessHeartbeat } from '../../server/src/db/process-heartbeat.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { createLogger } from '../../server/src/kernel/logger.ts';
import { engineDir, temporaryDir, testDatabase, testLog } from '../support/engine.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { freeze } from '../support/freeze.ts';

let connection: Connection;

beforeAll(async () => {
  const database = await testDatabase();
  connection = database.connection;
  createProcessHeartbeat({ connection, clock: fakeClock(), log: testLog });
  await ensureIndexes(database);
});

async function aliveAt(processId: string): Promise<number | undefined> {
  const found = await connection.collection<{ _id: string; aliveAt: Date }>('processes').findOne({ _id: processId });
  return found?.aliveAt.getTime();
}

/** Lets real database calls that a fake beat started come back. */
const arrived = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

describe('the heartbeat of a process', () => {
  it('[DB8] is written at the start and every second, and never goes back with the clock', async () => {
    const time = fakeClock();
    const start = time.now();
    const heart = createProcessHeartbeat({ connection, clock: time, log: testLog });
    await heart.start();
    expect(await aliveAt(heart.processId)).toBe(start);
    await time.advance(1_000);
    await arrived();
    expect(await aliveAt(heart.processId)).toBe(start + 1_000);
    const back = createProcessHeartbeat({
      connection,
      clock: fakeClock(start - 60_000),
      log: testLog,
      processId: heart.processId,
    });
    await back.start();
    expect(await aliveAt(heart.processId)).toBe(start + 1_000);
    await time.advance(500);
    await heart.close();
    await back.close();
    expect(await aliveAt(heart.processId)).toBe(start + 1_500);
    expect(time.pending()).toBe(0);
  });

  it('[DB8] tells which others are silent for too long, until one caller marks them closed', async () => {
    const start = Date.UTC(2026, 5, 1);
    const silent = createProcessHeartbeat({ connection, clock: fakeClock(start), log: testLog });
    await silent.start();
    const time = fakeClock(start + 5_000);
    const living = createProcessHeartbeat({ connection, clock: time, log: testLog });
    await living.start();
    const idsFound = async () => (await living.deadProcesses(5_000)).map(({ processId }) => processId);
    expect(await idsFound()).not.toContain(silent.processId);
    await time.advance(1);
    const found = await living.deadProcesses(5_000);
    expect(found).toContainEqual({ processId: silent.processId, aliveAt: new Date(start), isGone: false });
    expect(found.map(({ processId }) => processId)).not.toContain(living.processId);
    const won = await Promise.all(Array.from({ length: 10 }, () => living.markClosed(silent.processId)));
    expect(won.filter((isWon) => isWon)).toHaveLength(1);
    expect(await idsFound()).not.toContain(silent.processId);
    await living.close();
    await silent.close();
  });

  it('[DB8] tells at once which others of this host are gone, also where their number is in use again', async () => {
    const time = fakeClock(Date.UTC(2026, 5, 1));
    const living = createProcessHeartbeat({ connection, clock: time, log: testLog });
    await living.start();
    const row = { aliveAt: time.date(), startedAt: time.date() };
    await connection.collection<{ _id: string; host: string; pid: number }>('processes').insertMany([
      { _id: 'gone', ...row, host: hostname(), pid: 2 ** 22 + 1 },
      { _id: 'our-number', ...row, host: hostname(), pid: process.pid },
      { _id: 'alive', ...row, host: hostname(), pid: process.ppid },
      { _id: 'elsewhere', ...row, host: 'another-host', pid: 2 ** 22 + 1 },
    ]);
    const found = await living.deadProcesses(5_000);
    const ids = found.filter(({ isGone }) => isGone).map(({ processId }) => processId);
    expect(ids).toEqual(expect.arrayContaining(['gone', 'our-number']));
    expect(found.map(({ processId }) => processId)).not.toContain('alive');
    expect(found.map(({ processId }) => processId)).not.toContain('elsewhere');
    await living.close();
  });

  it('[DB8] that was taken for dead says so once and does not come back to life', async () => {
    const time = fakeClock();
    let told = 0;
    const heart = createProcessHeartbeat({ connection, clock: time, log: testLog, onDeclaredDead: () => told++ });
    await heart.start();
    const last = await aliveAt(heart.processId);
    await heart.markClosed(heart.processId);
    for (let i = 0; i < 3; i++) {
      await time.advance(1_000);
      await arrived();
    }
    expect(told).toBe(1);
    expect(await aliveAt(heart.processId)).toBe(last);
    await heart.close();
  });

  it('[DB8] goes on after an outage of the database, which is logged once', async () => {
    const lines: string[] = [];
    const log = createLogger({ level: 'warn', destination: { write: (line) => void lines.push(line) } });
    const clock = systemClock(testLog);
    const embedded = { engineDir: engineDir(), dataDir: temporaryDir('beat') };
    const database = await openDatabase({ embedded, dbName: 'beat', log: testLog, clock });
    const heart = createProcessHeartbeat({ connection: database.connection, clock, log });
    await heart.start();
    const pid = database.engine?.pid ?? 0;
    await freeze(pid);
    await clock.sleep(3_000);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => lines.some((line) => line.includes('written again')), { timeout: 20_000 }).toBe(true);
    expect(lines.filter((line) => line.includes('cannot be written'))).toHaveLength(1);
    await heart.close();
    await database.close();
  });
});
