import type { Handle } from './disposer.ts';
import type { Logger } from './logger.ts';

export type Task = () => void | Promise<void>;

/** All time goes through here, so that tests can hold it. Milliseconds everywhere; UTC. */
export interface Clock {
  now(): number;
  date(): Date;
  /** Runs `task` every `ms`, the first time after `ms`. A run that is still going makes the next beat fall out. */
  every(ms: number, name: string, task: Task): Handle;
  /** Runs `task` once after `ms`, unless closed before. */
  after(ms: number, name: string, task: Task): Handle;
  sleep(ms: number): Promise<void>;
}

/** `setTimeout` takes 2^31 - 1 ms at most and fires at once above it. */
const LONGEST_TIMEOUT_MS = 2_147_483_647;

export function systemClock(log: Logger): Clock {
  return {
    now: () => Date.now(),
    date: () => new Date(),
    every(ms, name, task) {
      const run = neverOverlapping(log, name, task);
      const timer = setInterval(run, Math.min(ms, LONGEST_TIMEOUT_MS));
      return { close: () => clearInterval(timer) };
    },
    after(ms, name, task) {
      const run = neverOverlapping(log, name, task);
      return longTimeout(ms, run);
    },
    sleep: (ms) => new Promise((resolve) => longTimeout(ms, resolve)),
  };
}

/** A task as a plain function: skips while its last run is going, and logs what it throws or rejects by name. */
export function neverOverlapping(log: Logger, name: string, task: Task): () => void {
  let isRunning = false;
  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    try {
      await task();
    } catch (error) {
      log.error({ err: error, task: name }, 'timed task failed');
    } finally {
      isRunning = false;
    }
  };
  return () => void run();
}

function longTimeout(ms: number, run: () => void): Handle {
  let left = ms;
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    const part = Math.min(left, LONGEST_TIMEOUT_MS);
    left -= part;
    timer = setTimeout(() => (left > 0 ? arm() : run()), part);
  };
  arm();
  return { close: () => clearTimeout(timer) };
}
