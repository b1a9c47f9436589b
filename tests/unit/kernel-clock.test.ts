import { describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { createLogger } from '../../server/src/kernel/logger.ts';
import { fakeClock } from '../support/fake-clock.ts';

function listening() {
  const lines: string[] = [];
  return { lines, log: createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } }) };
}

describe('the system clock', () => {
  it('[KER1] a periodic task never overlaps itself, and stops when closed', async () => {
    vi.useFakeTimers();
    try {
      const clock = systemClock(listening().log);
      let runs = 0;
      let release = (): void => undefined;
      const timer = clock.every(10, 'slow', async () => {
        runs++;
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      });
      await vi.advanceTimersByTimeAsync(100);
      expect(runs).toBe(1);
      release();
      await vi.advanceTimersByTimeAsync(10);
      expect(runs).toBe(2);
      await timer.close();
      release();
      await vi.advanceTimersByTimeAsync(100);
      expect(runs).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('[KER1] a task that throws or rejects is logged by its name and runs again', async () => {
    vi.useFakeTimers();
    try {
      const { lines, log } = listening();
      const clock = systemClock(log);
      const sync = clock.every(10, 'throws', () => {
        throw new Error('sync');
      });
      const async = clock.every(10, 'rejects', () => Promise.reject(new Error('async')));
      await vi.advanceTimersByTimeAsync(25);
      await sync.close();
      await async.close();
      const tasks = lines.map((line): unknown => JSON.parse(line).task);
      expect(tasks).toEqual(['throws', 'rejects', 'throws', 'rejects']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('[KER1] a wait longer than the system can count is kept, not fired at once', async () => {
    vi.useFakeTimers();
    try {
      const clock = systemClock(listening().log);
      let fired = false;
      const days = 40 * 24 * 3_600_000;
      clock.after(days, 'far', () => {
        fired = true;
      });
      await vi.advanceTimersByTimeAsync(days - 1);
      expect(fired).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(fired).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the fake clock', () => {
  it('runs what falls due in order, each at its own time, with what it started in between', async () => {
    const clock = fakeClock(0);
    const seen: string[] = [];
    const beat = clock.every(40, 'beat', () => void seen.push(`beat ${clock.now()}`));
    clock.after(50, 'later', async () => {
      seen.push(`later ${clock.now()}`);
      await clock.sleep(25);
      seen.push(`slept ${clock.now()}`);
    });
    await clock.advance(100);
    expect(seen).toEqual(['beat 40', 'later 50', 'slept 75', 'beat 80']);
    await beat.close();
    expect(clock.pending()).toBe(0);
    expect(clock.date()).toEqual(new Date(100));
  });

  it('does not pass over a task that fails', async () => {
    const clock = fakeClock(0);
    clock.after(1, 'bad', () => Promise.reject(new Error('seen')));
    await expect(clock.advance(1)).rejects.toThrow('seen');
  });
});
