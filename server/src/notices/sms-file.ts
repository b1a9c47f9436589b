import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../kernel/clock.ts';
import type { Sender } from './sender.ts';

/** Where no gateway is and nothing is real: each message is a line of JSON in `outbox-sms.log` of the data folder. */
export function createSmsFile(dataDir: string, clock: Clock): Sender {
  const path = join(dataDir, 'outbox-sms.log');
  return {
    send: async ({ id, to, text }) => {
      const line = JSON.stringify({ at: clock.date().toISOString(), id, phone: to, text });
      await appendFile(path, `${line}\n`, { mode: 0o600, flush: true });
    },
  };
}
