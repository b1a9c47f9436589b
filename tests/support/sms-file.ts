import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { TestApp } from './harness.ts';

type Sms = { phone: string; text: string };

async function smsOf({ app }: TestApp, phone: string): Promise<string[]> {
  const log = await readFile(join(app.config.DATA_DIR, 'outbox-sms.log'), 'utf8').catch(() => '');
  const sent: Sms[] = log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return sent.filter((sms) => sms.phone === phone).map(({ text }) => text);
}

/** What this telephone was told, once a message that holds these words has come. */
export const smsWith = (app: TestApp, phone: string, words: string): Promise<string> =>
  vi.waitFor(
    async () => {
      const found = (await smsOf(app, phone)).findLast((text) => text.includes(words));
      if (found === undefined) throw new Error(`${phone} was not told "${words}"`);
      return found;
    },
    { timeout: 15_000, interval: 100 },
  );

/** The token of the personal link in a message. */
export const tokenIn = (sms: string): string => /\/matter\/([\w-]+)/.exec(sms)?.[1] ?? '';
