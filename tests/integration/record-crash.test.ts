import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createRecordRepo } from '../../server/src/records/record.repo.ts';
import { sharedEngine, testDatabase } from '../support/engine.ts';

const WRITER = fileURLToPath(new URL('../faults/record-writer.ts', import.meta.url));

it('[REC4] after a kill in mid-record the record is what was acknowledged last', { timeout: 60_000 }, async () => {
  const database = await testDatabase();
  const { uri } = await sharedEngine();
  const child = spawn(process.execPath, [WRITER, uri, database.connection.name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  try {
    await expect.poll(() => said.split('\n').length, { timeout: 40_000 }).toBeGreaterThan(20);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const [id = '', ...acknowledged] = said.trim().split('\n');
  const record = await createRecordRepo(database.connection).find(id);
  const written = Number(/\d+/.exec(record?.content.facts ?? '')?.[0]);
  // The one that was under way may have been written without its answer; none that was answered is missing.
  expect(written - Number(acknowledged.at(-1))).toBeGreaterThanOrEqual(0);
  expect(written - Number(acknowledged.at(-1))).toBeLessThanOrEqual(1);
});
