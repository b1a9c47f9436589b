import { createWorker, type types } from 'mediasoup';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Handle } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import { withTimeout } from '../kernel/timeout.ts';
import { type Listening, listenInfos } from './listen-infos.ts';
import { workerAnswer } from './media-call.ts';
import { leastLoaded, MediaWorker } from './media-worker.ts';

export type WorkerPoolOptions = Listening & {
  readonly workerBin: string;
  readonly workers: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** Told of each worker before it carries anything. */
  readonly onStarted?: (worker: MediaWorker) => void;
};

const START_LIMIT_MS = 10_000;
const END_LIMIT_MS = 3_000;
/** Wait before the n-th new start in a row; the first is at once, so that halls are back within 3 s. */
const BACK_OFF_MS = [0, 250, 500, 1_000, 2_000, 5_000];
/** A worker that lived this long was sound: its death starts the row anew. */
const SOUND_AFTER_MS = 60_000;

type Place = { current: MediaWorker | undefined; startedAt: number; failures: number; next: Handle | undefined };

/** The worker processes, one per place. One that dies is replaced in its place, on its port; until then the others carry on. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #log: Logger;
  readonly #places: Place[];
  readonly #onDied = new Set<(worker: MediaWorker) => void>();
  readonly #waiting = new Set<() => void>();
  #isClosed = false;

  static async open(options: WorkerPoolOptions): Promise<WorkerPool> {
    const pool = new WorkerPool(options);
    try {
      await Promise.all(pool.#places.map((place, index) => pool.#start(place, index)));
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  private constructor(options: WorkerPoolOptions) {
    this.#options = options;
    this.#log = options.log;
    this.#places = Array.from({ length: options.workers }, () => ({
      current: undefined,
      startedAt: 0,
      failures: 0,
      next: undefined,
    }));
  }

  living(): MediaWorker[] {
    return this.#places.flatMap(({ current }) => (current?.isAlive === true ? [current] : []));
  }

  /** The least-loaded worker; waits for a spare when all have died at once. */
  async pick(): Promise<MediaWorker> {
    const worker = leastLoaded(this.living());
    if (worker !== undefined) return worker;
    if (this.#isClosed) throw new AppError('unavailable', 'media_unavailable');
    let wake = (): void => undefined;
    const spare = new Promise<void>((resolve) => {
      wake = resolve;
    });
    this.#waiting.add(wake);
    try {
      await withTimeout(spare, START_LIMIT_MS, 'media worker');
    } finally {
      this.#waiting.delete(wake);
    }
    return this.pick();
  }

  /** Called once per dead worker, after everything it carried is closed. */
  onDied(listener: (worker: MediaWorker) => void): Handle {
    this.#onDied.add(listener);
    return { close: () => void this.#onDied.delete(listener) };
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const wake of this.#waiting) wake();
    for (const place of this.#places) place.next?.close();
    await Promise.all(this.#places.map(({ current }) => current && endProcess(current.worker)));
  }

  async #start(place: Place, index: number): Promise<void> {
    const { workerBin, clock } = this.#options;
    const worker = await startProcess(workerBin);
    try {
      const server = worker.createWebRtcServer({ listenInfos: listenInfos(this.#options, index) });
      const webRtcServer = await workerAnswer('listen for media', server, worker);
      if (this.#isClosed) throw new AppError('unavailable', 'media_unavailable');
      const current = new MediaWorker(index, worker, webRtcServer);
      worker.on('died', (error) => this.#died(place, current, error));
      place.current = current;
      place.startedAt = clock.now();
      this.#options.onStarted?.(current);
      this.#log.info({ worker: index, workerPid: worker.pid }, 'media worker is up');
      for (const wake of this.#waiting) wake();
    } catch (error) {
      await endProcess(worker);
      throw listenFailure(error, this.#options.firstPort + index);
    }
  }

  #died(place: Place, dead: MediaWorker, error: Error): void {
    this.#log.error({ err: error, worker: dead.index, workerPid: dead.pid }, 'media worker died');
    place.current = undefined;
    if (this.#options.clock.now() - place.startedAt > SOUND_AFTER_MS) place.failures = 0;
    this.#replace(place, dead.index);
    for (const listener of [...this.#onDied]) listener(dead);
  }

  #replace(place: Place, index: number): void {
    if (this.#isClosed) return;
    const wait = BACK_OFF_MS[Math.min(place.failures, BACK_OFF_MS.length - 1)] ?? 0;
    place.failures += 1;
    place.next = this.#options.clock.after(wait, 'start a spare media worker', async () => {
      try {
        await this.#start(place, index);
      } catch (error) {
        this.#log.error({ err: error, worker: index }, 'a spare media worker could not be started');
        this.#replace(place, index);
      }
    });
  }
}

async function startProcess(workerBin: string): Promise<types.Worker> {
  try {
    return await withTimeout(createWorker({ workerBin, logLevel: 'warn' }), START_LIMIT_MS, 'start a media worker');
  } catch (error) {
    throw new Error(`The media worker ${workerBin} does not start. Run the set-up again.`, { cause: error });
  }
}

/** The worker says only in words that a port is taken; any failure to bind a given port is reported as such. */
function listenFailure(error: unknown, port: number): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  if (!/bind|address (already )?in use|port/i.test(error.message)) return error;
  const sentence = `Media port ${port} (UDP and TCP) is taken by another program. Stop it, or choose others with MEDIA_PORT=…`;
  return new Error(sentence, { cause: error });
}

/** Asks the process to end and sees that it does. */
async function endProcess(worker: types.Worker): Promise<void> {
  if (worker.subprocessClosed) return;
  const ended = new Promise<void>((resolve) => {
    worker.once('subprocessclose', resolve);
  });
  worker.close();
  try {
    await withTimeout(ended, END_LIMIT_MS, 'end a media worker');
  } catch {
    killIfThere(worker.pid);
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended just now.
  }
}
