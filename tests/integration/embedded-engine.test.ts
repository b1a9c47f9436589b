import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../server/src/db/connect.ts';
import { DataDirInUseError, lockDataDir } from '../../server/src/db/data-dir-lock.ts';
import { EmbeddedEngine } from '../../server/src/db/embedded.ts';
import { guarded, isDatabaseAway, retryWhileAway } from '../../server/src/db/errors.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import { defineModel, schemaOptions, stringId } from '../../server/src/db/schema-options.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { engineDir, temporaryDir, testLog } from '../support/engine.ts';
import { freeze } from '../support/freeze.ts';
import { rejection } from '../support/outcome.ts';

type Slot = { _id: string; n: number; hall?: string };

const slotSchema = new mongoose.Schema<Slot>(
  { _id: stringId, n: { type: Number, required: true }, hall: String },
  schemaOptions,
).index({ n: 1 }, { unique: true });

const clock = systemClock(testLog);

describe('the embedded engine', () => {
  it('[DB1] [DB2] killed under ten writers it is back by itself, and no acknowledged insert is lost or doubled', async () => {
    const dataDir = temporaryDir('kill');
    const database = await openDatabase({
      embedded: { engineDir: engineDir(), dataDir },
      dbName: 'kill',
      log: testLog,
      clock,
    });
    const rows = defineModel(database.connection, 'slots', slotSchema);
    await ensureIndexes(database);
    const port = database.engine?.port;
    const firstPid = database.engine?.pid ?? 0;
    const acknowledged: string[] = [];
    const refusals: unknown[] = [];
    let isOn = true;
    let made = 0;
    const writers = Array.from({ length: 10 }, async () => {
      while (isOn) {
        const n = made++;
        const _id = `row-${n}`;
        await rows.create({ _id, n }).then(
          () => acknowledged.push(_id),
          (error: unknown) => refusals.push(error),
        );
      }
    });

    await expect.poll(() => acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(100);
    process.kill(firstPid, 'SIGKILL');
    await expect.poll(() => database.isUp(), { timeout: 5_000, interval: 5 }).toBe(false);
    const before = acknowledged.length;
    await expect.poll(() => database.engine?.pid !== firstPid && database.isUp(), { timeout: 20_000 }).toBe(true);
    await expect.poll(() => acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(before + 50);
    isOn = false;
    await Promise.all(writers);

    expect(database.engine?.port).toBe(port);
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals.filter((error) => !isDatabaseAway(error))).toEqual([]);
    const stored = (await rows.find().lean()).map(({ _id }) => _id);
    expect(new Set(stored).size).toBe(stored.length);
    expect(acknowledged.filter((id) => !stored.includes(id))).toEqual([]);
    await database.close();
  });

  it('[DB2] while it is away a call is refused as unavailable, and a background writer gets through afterwards', async () => {
    const dataDir = temporaryDir('away');
    const database = await openDatabase({
      embedded: { engineDir: engineDir(), dataDir },
      dbName: 'away',
      log: testLog,
      clock,
    });
    const rows = defineModel(database.connection, 'slots', slotSchema);
    await rows.create({ _id: 'before', n: 1 });
    process.kill(database.engine?.pid ?? 0, 'SIGKILL');
    const first = await rejection(guarded(() => rows.findById('before').lean().exec()));
    if (first !== undefined) expect(first).toMatchObject({ code: 'unavailable', reason: 'database_away' });
    await retryWhileAway(() => rows.updateOne({ _id: 'before' }, { $set: { hall: 'h' } }).exec(), {
      clock,
      forMs: 20_000,
    });
    expect(await rows.findById('before').lean()).toMatchObject({ n: 1, hall: 'h' });
    expect(database.engine?.restarts).toBe(1);
    await database.ping();
    await database.close();
  });

  it('[DB2] an engine that lives but hangs is ended and replaced', async () => {
    const dataDir = temporaryDir('hang');
    const database = await openDatabase({
      embedded: { engineDir: engineDir(), dataDir },
      dbName: 'hang',
      log: testLog,
      clock,
    });
    const pid = database.engine?.pid ?? 0;
    await freeze(pid);
    expect(isDatabaseAway(await rejection(database.ping()))).toBe(true);
    await expect
      .poll(() => database.engine?.pid !== pid && database.isUp(), { timeout: 40_000, interval: 200 })
      .toBe(true);
    await database.ping();
    await database.close();
  }, 60_000);

  it('keeps its data over an orderly end, leaves no process and no lock', async () => {
    const dataDir = temporaryDir('restart');
    const options = { embedded: { engineDir: engineDir(), dataDir }, dbName: 'kept', log: testLog, clock };
    const first = await openDatabase(options);
    await defineModel(first.connection, 'slots', slotSchema).create({ _id: 'kept', n: 1 });
    const pid = first.engine?.pid ?? 0;
    await first.close();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    const second = await openDatabase(options);
    expect(await defineModel(second.connection, 'slots', slotSchema).findById('kept').lean()).toMatchObject({ n: 1 });
    await second.close();
  });

  it('[DB3] a second server on the same data folder is refused in a sentence', async () => {
    const dataDir = temporaryDir('lock');
    const options = { engineDir: engineDir(), dataDir, log: testLog, clock };
    const first = await EmbeddedEngine.start(options);
    const refused = await rejection(EmbeddedEngine.start(options));
    expect(refused).toBeInstanceOf(DataDirInUseError);
    expect(refused).toMatchObject({
      message: expect.stringContaining(`(process ${process.pid}). Stop that one first`),
    });
    await first.close();
  });

  it('says what is missing when there is no Java, and leaves the folder free', async () => {
    const dataDir = temporaryDir('nojava');
    const refused = await rejection(
      EmbeddedEngine.start({ engineDir: engineDir(), dataDir, javaBin: 'no-such-java', log: testLog, clock }),
    );
    expect(refused).toMatchObject({ message: expect.stringContaining('apt-get install default-jre-headless') });
    lockDataDir(dataDir).close();
  });
});

describe('the lock of a data folder', () => {
  it('[DB3] is taken over from a process that is gone, and from another one that has its number now', () => {
    const dataDir = temporaryDir('stale');
    const goneOrReborn = [
      { id: 'x', pid: 2 ** 22 + 1, born: 'boot/1' },
      { id: 'x', pid: process.pid, born: 'another boot/1' },
    ];
    for (const holder of goneOrReborn) {
      writeFileSync(join(dataDir, 'server.lock'), JSON.stringify(holder));
      const lock = lockDataDir(dataDir);
      expect(() => lockDataDir(dataDir)).toThrow(DataDirInUseError);
      lock.close();
    }
    writeFileSync(join(dataDir, 'server.lock'), '{"half');
    lockDataDir(dataDir).close();
  });
});

describe('a database that is not there', () => {
  it('[DB2] is refused as unavailable after the time that was given', async () => {
    const silent = createServer();
    const port = await new Promise<number>((resolve) => {
      silent.listen(0, '127.0.0.1', () => {
        const address = silent.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    await new Promise((resolve) => silent.close(resolve));
    const uri = `mongodb://127.0.0.1:${port}/`;
    const refused = await rejection(openDatabase({ uri, dbName: 'none', log: testLog, clock, connectWithinMs: 100 }));
    expect(refused).toMatchObject({ code: 'unavailable', reason: 'database_away' });
  });

  it('leaves no engine behind when this process is killed', async () => {
    const dataDir = temporaryDir('orphan');
    const starter = fileURLToPath(new URL('../support/engine-starter.ts', import.meta.url));
    const ended = spawnSync(process.execPath, [starter, dataDir], { encoding: 'utf8' });
    expect(ended.signal).toBe('SIGKILL');
    const pid = Number(ended.stdout);
    expect(pid).toBeGreaterThan(0);
    await expect.poll(() => isAlive(pid), { timeout: 8_000 }).toBe(false);
    lockDataDir(dataDir).close();
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
