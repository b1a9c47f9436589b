import type { Connection } from 'mongoose';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CommandCall, createCommandKeys } from '../../server/src/db/command-keys.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { testDatabase, testLog } from '../support/engine.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { rejection } from '../support/outcome.ts';

const clock = systemClock(testLog);
let connection: Connection;
let made = 0;

beforeAll(async () => {
  const database = await testDatabase();
  connection = database.connection;
  createCommandKeys(connection, clock).close();
  await ensureIndexes(database);
});

function call(change: Partial<CommandCall> = {}): CommandCall {
  return { callerKey: 'account:a', entry: 'lecture:publish', key: `key-${made++}`, storeResult: true, ...change };
}

describe('a command with a key', () => {
  it('[DB4] runs once for fifty concurrent calls from two processes, and all get its answer', async () => {
    const two = [createCommandKeys(connection, clock), createCommandKeys(connection, clock)];
    const publish = call();
    let runs = 0;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        two[i % 2]?.once(publish, async () => {
          runs++;
          await clock.sleep(100);
          return { lectureId: 'x', runs };
        }),
      ),
    );
    expect(runs).toBe(1);
    expect(answers).toEqual(Array.from({ length: 50 }, () => ({ lectureId: 'x', runs: 1 })));
  });

  it('[DB4] gives the first answer to a later call, also an empty one', async () => {
    const keys = createCommandKeys(connection, clock);
    const publish = call();
    expect(await keys.once(publish, async () => ({ number: 1 }))).toEqual({ number: 1 });
    expect(await keys.once(publish, async () => ({ number: 2 }))).toEqual({ number: 1 });
    const nothing = call();
    await keys.once(nothing, async () => undefined);
    expect(await keys.once<unknown>(nothing, async () => 'again')).toBeNull();
  });

  it('[DB4] the same key of another caller is another command', async () => {
    const keys = createCommandKeys(connection, clock);
    const first = call({ callerKey: 'account:"a"', key: 'same' });
    await keys.once(first, async () => 1);
    expect(await keys.once({ ...first, callerKey: 'account:b' }, async () => 2)).toBe(2);
  });

  it('[DB5] is refused when its key was used for another entry or another input', async () => {
    const keys = createCommandKeys(connection, clock);
    const publish = call({ inputHash: 'h1' });
    await keys.once(publish, async () => 1);
    const reused = { code: 'conflict', reason: 'command_key_reused' };
    expect(await rejection(keys.once({ ...publish, entry: 'lecture:cancel' }, async () => 2))).toMatchObject(reused);
    expect(await rejection(keys.once({ ...publish, inputHash: 'h2' }, async () => 2))).toMatchObject(reused);
  });

  it('[DB6] that failed may be tried again, and the failure reaches its caller unchanged', async () => {
    const keys = createCommandKeys(connection, clock);
    const publish = call();
    const failure = new Error('no');
    expect(await rejection(keys.once(publish, () => Promise.reject(failure)))).toBe(failure);
    expect(await keys.once(publish, async () => 'done')).toBe('done');
  });

  it('[DB6] that is still running after two seconds is refused as in progress', async () => {
    const keys = createCommandKeys(connection, clock);
    const slow = call();
    const running = keys.once(slow, async () => {
      await clock.sleep(3_000);
      return 'first';
    });
    await clock.sleep(100);
    const refused = await rejection(keys.once(slow, async () => 'second'));
    expect(refused).toMatchObject({ code: 'conflict', reason: 'command_in_progress' });
    expect(await running).toBe('first');
  });

  it('[DB6] whose process died is taken over by one retry after thirty seconds, not before', async () => {
    const time = fakeClock();
    const dead = createCommandKeys(connection, { ...time, every: () => ({ close: () => undefined }) });
    const left = call();
    const never = dead.once(left, () => new Promise<string>(() => undefined));
    await clock.sleep(100);
    const retry = async (): Promise<unknown> => {
      const outcome = createCommandKeys(connection, time).once(left, async () => 'taken over');
      const settled = outcome.catch((error: unknown) => error);
      for (let i = 0; i < 50; i++) {
        await time.advance(50);
        await clock.sleep(5);
      }
      return settled;
    };
    expect(await retry()).toMatchObject({ reason: 'command_in_progress' });
    await time.advance(30_000);
    const answers = await Promise.all([retry(), retry(), retry()]);
    expect(answers).toEqual(['taken over', 'taken over', 'taken over']);
    expect(never).toBeInstanceOf(Promise);
  });

  it('[DB7] whose result is a secret does not keep it, and says at the second call that it was done', async () => {
    const keys = createCommandKeys(connection, clock);
    const link = call({ storeResult: false });
    expect(await keys.once(link, async () => 'secret-link')).toBe('secret-link');
    const refused = await rejection(keys.once(link, async () => 'another'));
    expect(refused).toMatchObject({ code: 'conflict', reason: 'command_already_done' });
    const stored = await connection.collection('commandKeys').find({}).toArray();
    expect(JSON.stringify(stored)).not.toContain('secret-link');
  });

  it('[DB7] is forgotten after seven days', async () => {
    const time = fakeClock(Date.UTC(2020, 0, 1));
    const old = createCommandKeys(connection, time);
    const publish = call();
    await old.once(publish, async () => 1);
    expect(await old.purge()).toBe(0);
    await time.advance(7 * 24 * 3_600_000 + 1);
    expect(await old.purge()).toBe(1);
    expect(await old.once(publish, async () => 2)).toBe(2);
  });
});
