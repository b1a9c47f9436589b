import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import type { Clock } from '../kernel/clock.ts';
import type { Closable } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import { withTimeout } from '../kernel/timeout.ts';
import { type DataDirLock, lockDataDir } from './data-dir-lock.ts';
import { type EngineProcess, spawnEngine } from './engine-process.ts';

export type EmbeddedOptions = {
  /** Folder with EmbeddedMongo.class and lib/*.jar. */
  readonly engineDir: string;
  /** The engine's file is `<dataDir>/db/engine.mv`; one server per folder. */
  readonly dataDir: string;
  readonly javaBin?: string;
  readonly heapMb?: number;
};

type Supervision = EmbeddedOptions & { readonly log: Logger; readonly clock: Clock };

/** Large files are compacted before the engine is ready. */
const READY_WITHIN_MS = 60_000;
/** How long the first start tries again, for example while the engine of a killed server still holds the file. */
const FIRST_START_WITHIN_MS = 15_000;
const STOP_WITHIN_MS = 8_000;
const BACK_OFF_MS = [0, 200, 500, 1_000, 2_000, 5_000] as const;
/** After so long a life a death is a new story, and the back-off starts again. */
const STABLE_AFTER_MS = 10_000;
/** Below the range from which the system takes ports for outgoing connections: none of ours may sit on the engine's port. */
const PORTS = { first: 21_000, last: 31_999 } as const;

/** The embedded engine, kept running. While it is away, calls fail as `isDatabaseAway`; it returns on the same port. */
export class EmbeddedEngine implements Closable {
  readonly port: number;
  readonly uri: string;
  readonly #options: Supervision;
  readonly #lock: DataDirLock;
  #run: EngineProcess | undefined;
  #isReady = false;
  #isClosed = false;
  #deaths = 0;
  #restarts = 0;

  /** Throws a sentence when the folder is in use, Java is missing, or the engine does not come up. */
  static async start(options: Supervision): Promise<EmbeddedEngine> {
    const lock = lockDataDir(options.dataDir);
    const engine = new EmbeddedEngine(options, lock, await freePort());
    try {
      await engine.#firstStart();
    } catch (error) {
      await engine.close();
      throw error;
    }
    return engine;
  }

  private constructor(options: Supervision, lock: DataDirLock, port: number) {
    this.#options = options;
    this.#lock = lock;
    this.port = port;
    this.uri = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  }

  /** The process that runs now, if one does. */
  get pid(): number | undefined {
    return this.#run?.pid;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** How often it was started again since the first start. */
  get restarts(): number {
    return this.#restarts;
  }

  /** For an engine that lives but no longer answers: ends it, and the supervision starts another. */
  restart(reason: string): void {
    this.#options.log.error({ reason, pid: this.pid }, 'database engine is restarted');
    this.#run?.kill();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#run?.stop(STOP_WITHIN_MS);
    this.#lock.close();
  }

  async #firstStart(): Promise<void> {
    const until = this.#options.clock.now() + FIRST_START_WITHIN_MS;
    for (;;) {
      try {
        const run = await this.#startOnce();
        void this.#supervise(run);
        return;
      } catch (error) {
        const isHeld = error instanceof Error && /locked/i.test(error.message);
        if (!isHeld || this.#options.clock.now() > until) throw error;
      }
      await this.#options.clock.sleep(250);
    }
  }

  /** Ends when closed; never rejects. */
  async #supervise(first: EngineProcess): Promise<void> {
    const { clock, log } = this.#options;
    let run: EngineProcess | undefined = first;
    let startedAt = clock.now();
    while (!this.#isClosed) {
      if (run !== undefined) {
        const end = await run.exited;
        this.#isReady = false;
        if (this.#isClosed) return;
        if (clock.now() - startedAt >= STABLE_AFTER_MS) this.#deaths = 0;
        log.error({ pid: run.pid, end }, 'database engine died; starting it again');
      }
      await clock.sleep(backOff(this.#deaths++));
      if (this.#isClosed) return;
      startedAt = clock.now();
      run = await this.#startOnce().catch((error: unknown) => {
        log.error({ err: error }, 'database engine did not come back; trying again');
        return undefined;
      });
      if (run === undefined || this.#isClosed) continue;
      this.#restarts++;
      log.warn({ pid: run.pid, port: this.port, afterMs: clock.now() - startedAt }, 'database engine is back');
    }
  }

  async #startOnce(): Promise<EngineProcess> {
    const { dataDir } = this.#options;
    const folder = join(resolve(dataDir), 'db');
    mkdirSync(folder, { recursive: true });
    const run = spawnEngine({ ...this.#options, file: join(folder, 'engine.mv'), port: this.port });
    this.#run = run;
    try {
      await withTimeout(run.ready, READY_WITHIN_MS, 'database engine start');
    } catch (error) {
      run.kill();
      await run.exited;
      throw error;
    }
    this.#isReady = true;
    return run;
  }
}

function backOff(deaths: number): number {
  return BACK_OFF_MS[Math.min(deaths, BACK_OFF_MS.length - 1)] ?? 0;
}

async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = PORTS.first + Math.floor(Math.random() * (PORTS.last - PORTS.first + 1));
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port for the database engine between ${PORTS.first} and ${PORTS.last} on 127.0.0.1.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolveFree) => {
    const probe = createServer();
    probe.once('error', () => resolveFree(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolveFree(true)));
  });
}
