import { describe, expect, it } from 'vitest';
import { AppError } from '../../server/src/kernel/app-error.ts';
import { createBus } from '../../server/src/kernel/bus.ts';
import { Disposer } from '../../server/src/kernel/disposer.ts';
import { createLogger } from '../../server/src/kernel/logger.ts';
import { createMetrics } from '../../server/src/kernel/metrics.ts';
import { withTimeout } from '../../server/src/kernel/timeout.ts';

function listening() {
  const lines: string[] = [];
  return { lines, log: createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } }) };
}

describe('an owner', () => {
  it('[KER2] closes what it owns once, in reverse order, however often it is asked', async () => {
    const { log } = listening();
    const owner = new Disposer(log);
    const closed: string[] = [];
    owner.own('first', { close: () => void closed.push('first') });
    owner.add('second', async () => {
      await Promise.resolve();
      // Closing the owner from within is the same closing, not a second one.
      void owner.close();
      closed.push('second');
    });
    await Promise.all([owner.close(), owner.close()]);
    await owner.close();
    expect(closed).toEqual(['second', 'first']);
  });

  it('[KER2] one that fails or hangs is logged by name and does not keep the others open', async () => {
    const { lines, log } = listening();
    const owner = new Disposer(log, 20);
    const closed: string[] = [];
    owner.add('last', () => void closed.push('last'));
    owner.add('hangs', () => new Promise(() => undefined));
    owner.add('throws', () => {
      throw new Error('no');
    });
    await owner.close();
    expect(closed).toEqual(['last']);
    expect(lines.map((line): unknown => JSON.parse(line).owned)).toEqual(['throws', 'hangs']);
  });

  it('[KER2] what comes after the closing is closed at once', async () => {
    const owner = new Disposer(listening().log);
    await owner.close();
    let isClosed = false;
    owner.own('late', {
      close: () => {
        isClosed = true;
      },
    });
    expect(isClosed).toBe(true);
  });
});

describe('the bus', () => {
  type Events = { 'lecture.started': { id: string }; 'lecture.ended': { id: string } };

  it('[KER3] a failing handler is logged and does not keep the event from the others', async () => {
    const { lines, log } = listening();
    const bus = createBus<Events>(log);
    const seen: string[] = [];
    bus.on('lecture.started', () => {
      throw new Error('sync');
    });
    bus.on('lecture.started', () => Promise.reject(new Error('async')));
    bus.on('lecture.started', ({ id }) => void seen.push(id));
    bus.on('lecture.ended', () => void seen.push('never'));
    bus.publish('lecture.started', { id: 'x' });
    expect(seen).toEqual(['x']);
    await Promise.resolve();
    await Promise.resolve();
    expect(lines.map((line): unknown => JSON.parse(line).err.message)).toEqual(['sync', 'async']);
  });

  it('[KER3] a handler that was closed hears nothing more, also when closed by another one', async () => {
    const bus = createBus<Events>(listening().log);
    const seen: string[] = [];
    const handler = (): void => void seen.push('heard');
    const one = bus.on('lecture.started', handler);
    bus.on('lecture.started', handler);
    await one.close();
    await one.close();
    bus.publish('lecture.started', { id: 'x' });
    expect(seen).toEqual(['heard']);
  });
});

describe('a time limit', () => {
  it('[KER4] gives the outcome in time, or says what did not come', async () => {
    expect(await withTimeout(Promise.resolve(1), 1_000, 'answer')).toBe(1);
    await expect(withTimeout(Promise.reject(new Error('own')), 1_000, 'answer')).rejects.toThrow('own');
    const late = withTimeout(new Promise(() => undefined), 5, 'the worker');
    await expect(late).rejects.toMatchObject({
      code: 'unavailable',
      reason: 'timeout',
      params: { what: 'the worker' },
    });
  });
});

describe('an error for a caller', () => {
  it('carries its code, reason, parameters, fields and cause', () => {
    const cause = new Error('why');
    const fields = [{ path: 'startAt', reason: 'in_the_past' }];
    const error = new AppError('invalid_input', 'invalid_input', { params: { minutes: 15 }, fields, cause });
    expect(error).toMatchObject({
      code: 'invalid_input',
      reason: 'invalid_input',
      params: { minutes: 15 },
      fields,
      cause,
    });
    expect(error.message).toBe('invalid_input/invalid_input');
    expect(new AppError('internal', 'timeout')).toMatchObject({ params: {}, fields: [] });
  });
});

describe('metrics', () => {
  it('two sets in one process do not meet, and a gauge is read when it is asked for', async () => {
    const [one, two] = [createMetrics(), createMetrics()];
    let halls = 1;
    one.gauge({ name: 'halls', help: 'Halls here.', read: () => halls });
    one.counter({ name: 'joins', help: 'Joins.', labels: ['role'] }).inc({ role: 'hall' });
    two.counter({ name: 'joins', help: 'Joins.' });
    halls = 7;
    const { text } = await one.expose();
    expect(text).toContain('\nhalls 7\n');
    expect(text).toContain('joins{role="hall"} 1');
    expect((await two.expose()).text).toContain('joins 0');
    one.close();
    two.close();
  });
});
