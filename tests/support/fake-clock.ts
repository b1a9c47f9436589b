import type { Clock, Task } from '../../server/src/kernel/clock.ts';
import type { Handle } from '../../server/src/kernel/disposer.ts';

export type FakeClock = Clock & {
  /** Moves time on by `ms`, running what falls due in its order; after each, what it started settles. */
  advance(ms: number): Promise<void>;
  /** How many timers are set: a closed owner leaves none. */
  pending(): number;
};

type Timer = { dueAt: number; readonly order: number; readonly everyMs: number | undefined; readonly task: Task };

/**
 * Time that stands still until `advance`. A task that throws makes `advance` reject, unlike the system clock, which logs:
 * a test should not pass over it. A run of `every` that is still going when its next beat falls due makes that beat fall out.
 */
export function fakeClock(startMs = Date.UTC(2026, 10, 23, 1, 0, 0)): FakeClock {
  let nowMs = startMs;
  let made = 0;
  const timers = new Set<Timer>();
  const failures: unknown[] = [];

  const set = (ms: number, everyMs: number | undefined, task: Task): Handle => {
    const timer: Timer = { dueAt: nowMs + Math.max(0, ms), order: made++, everyMs, task };
    timers.add(timer);
    return { close: () => void timers.delete(timer) };
  };

  const run = (timer: Timer): void => {
    nowMs = Math.max(nowMs, timer.dueAt);
    if (timer.everyMs === undefined) timers.delete(timer);
    else timer.dueAt += Math.max(1, timer.everyMs);
    void (async () => timer.task())().catch((error: unknown) => failures.push(error));
  };

  return {
    now: () => nowMs,
    date: () => new Date(nowMs),
    every(ms, _name, task) {
      let isRunning = false;
      return set(ms, ms, async () => {
        if (isRunning) return;
        isRunning = true;
        try {
          await task();
        } finally {
          isRunning = false;
        }
      });
    },
    after: (ms, _name, task) => set(ms, undefined, task),
    sleep: (ms) => new Promise((resolve) => void set(ms, undefined, resolve)),
    pending: () => timers.size,
    async advance(ms) {
      const end = nowMs + ms;
      await settle();
      for (let next = earliest(timers, end); next !== undefined; next = earliest(timers, end)) {
        run(next);
        await settle();
      }
      nowMs = end;
      if (failures.length > 0) throw failures.shift();
    },
  };
}

function earliest(timers: ReadonlySet<Timer>, end: number): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of timers) {
    if (timer.dueAt > end) continue;
    if (
      first === undefined ||
      timer.dueAt < first.dueAt ||
      (timer.dueAt === first.dueAt && timer.order < first.order)
    ) {
      first = timer;
    }
  }
  return first;
}

/** A turn of the event loop: all microtasks that are queued, and those that they queue, have run after it. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
