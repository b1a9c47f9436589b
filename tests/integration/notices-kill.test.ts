import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { NoticeWorld, smsService } from '../support/notice-world.ts';

const PROGRAM = fileURLToPath(new URL('../faults/notices-process.ts', import.meta.url));
const NOTICES = 20;

let child: ChildProcess | undefined;
afterAll(() => child?.kill('SIGKILL'));

it('[NOT11] killed again and again, every notice arrives, and its doubles carry its id', {
  timeout: 120_000,
}, async () => {
  const world = await NoticeWorld.build();
  // The killer: some answers never come, so that the process dies between sending and writing that it was sent.
  let count = 0;
  const gateway = await smsService(() => {
    count += 1;
    if (![4, 11, 18].includes(count)) return 200;
    child?.kill('SIGKILL');
    return undefined;
  });
  const { host, port, name } = world.connection;
  const uri = `mongodb://${host}:${port}/${name}?directConnection=true`;
  const owed = [];
  for (let n = 0; n < NOTICES; n += 1) owed.push(await world.owe('request.received', { number: `2026-${n}` }));

  let starts = 0;
  const isDone = async () =>
    (await world.repo.list({ way: 'sms', state: 'sent' }, { after: undefined, limit: 200 })).length;
  while ((await isDone()) < NOTICES) {
    // A minute later each time: what the dead one had taken is free again.
    child = spawn(process.execPath, [PROGRAM, uri, gateway.url, String(starts)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    starts += 1;
    const ended = once(child, 'exit');
    const finished = async (): Promise<void> => {
      while ((await isDone()) < NOTICES && child?.signalCode === null) await new Promise((r) => setTimeout(r, 100));
    };
    await Promise.race([ended, finished()]);
    child.kill('SIGKILL');
    await ended;
  }
  const ids = new Set(gateway.posted.map(({ body }) => JSON.parse(body).id));
  expect([...ids].sort()).toEqual(owed.map(({ id }) => `${id}-citizen-sms`).sort());
  expect(gateway.posted.length).toBeGreaterThan(NOTICES);
  expect(starts).toBeGreaterThan(2);
});
