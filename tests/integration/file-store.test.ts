import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFileStore } from '../../server/src/kernel/file-store.ts';
import { temporaryDir } from '../support/engine.ts';
import { rejection } from '../support/outcome.ts';

async function* chunks(...parts: string[]): AsyncIterable<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

it('[FILE1] a file is named by its content: the same bytes twice are one file', async () => {
  const store = createFileStore(temporaryDir('files'));
  const first = await store.put(chunks('证据', '一'), 1_000);
  const second = await store.put(chunks('证据一'), 1_000);
  expect(second.hash).toBe(first.hash);
  expect(Buffer.from(await store.read(first.hash)).toString()).toBe('证据一');
  expect(first.bytes).toBe(9);
});

it('[FILE2] what is too large, empty or broken off leaves nothing behind', async () => {
  const dir = temporaryDir('files');
  const store = createFileStore(dir);
  async function* broken(): AsyncIterable<Uint8Array> {
    yield Buffer.from('half');
    throw new Error('the line was cut');
  }
  expect(await rejection(store.put(chunks('123456'), 5))).toMatchObject({ reason: 'file_too_large' });
  expect(await rejection(store.put(chunks(), 5))).toMatchObject({ reason: 'file_empty' });
  expect(await rejection(store.put(broken(), 5))).toMatchObject({ message: 'the line was cut' });
  expect(readdirSync(join(dir, 'files/incoming'))).toEqual([]);
  expect(existsSync(join(dir, 'files'))).toBe(true);
});
