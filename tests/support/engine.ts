import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../server/src/db/connect.ts';
import { EmbeddedEngine } from '../../server/src/db/embedded.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { createLogger } from '../../server/src/kernel/logger.ts';
import { afterFile } from './after-file.ts';

const isLoud = process.env.TEST_LOG !== undefined;
export const testLog = createLogger({ level: isLoud ? 'debug' : 'silent' });

let shared: Promise<EmbeddedEngine> | undefined;

/** The folder of the embedded engine, which the test command's set-up names. */
export function engineDir(): string {
  const dir = process.env.EMBEDDED_ENGINE_DIR;
  if (dir === undefined) throw new Error('EMBEDDED_ENGINE_DIR is not set; the tests are started by "npm test".');
  return dir;
}

/** A folder that is gone after the test file. */
export function temporaryDir(name: string): string {
  const dir = mkdtempSync(join(tmpdir(), `law-hall-${name}-`));
  afterFile.add(dir, () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** One engine per test worker, started at first use. */
export function sharedEngine(): Promise<EmbeddedEngine> {
  shared ??= EmbeddedEngine.start({
    engineDir: engineDir(),
    dataDir: temporaryDir('engine'),
    log: testLog,
    clock: systemClock(testLog),
  }).then((engine) => afterFile.own('test engine', engine));
  return shared;
}

/** A database with a name of its own on the worker's engine; closed after the test file. */
export async function testDatabase(): Promise<Database> {
  const engine = await sharedEngine();
  const database = await openDatabase({
    uri: engine.uri,
    dbName: `test_${randomUUID().slice(0, 8)}`,
    log: testLog,
    clock: systemClock(testLog),
  });
  return afterFile.own('test database', database);
}
