import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { withTimeout } from '../kernel/timeout.ts';

export type EngineCommand = {
  /** Folder with EmbeddedMongo.class and lib/*.jar, put there by the set-up. */
  readonly engineDir: string;
  readonly file: string;
  readonly port: number;
  readonly javaBin?: string;
  readonly heapMb?: number;
};

/** One run of the engine. It ends by itself when this process is gone, since that closes the pipe on its standard input. */
export type EngineProcess = {
  readonly pid: number | undefined;
  /** Resolves when connections are accepted; rejects with a sentence when it ended before. */
  readonly ready: Promise<void>;
  /** Resolves, never rejects, with what is known about the end. */
  readonly exited: Promise<string>;
  /** Asks it to write what it holds and go; kills it after `limitMs`. */
  stop(limitMs: number): Promise<void>;
  kill(): void;
};

const REMEMBERED_LINES = 5;

export function spawnEngine(command: EngineCommand): EngineProcess {
  const child = spawn(command.javaBin ?? 'java', argumentsFor(command), {
    stdio: ['pipe', 'pipe', 'pipe'],
    // A process group of its own: Ctrl-C in the terminal reaches us alone, and we still write while shutting down.
    detached: true,
  });
  const lastWords: string[] = [];
  const exited = exitOf(child, lastWords);
  const kill = (): void => void child.kill('SIGKILL');
  // A pipe to a child that died says EPIPE; its end is already told by `exited`.
  child.stdin.on('error', () => undefined);

  return {
    pid: child.pid,
    ready: Promise.race([readyLine(child, lastWords), exited.then((end) => Promise.reject(new Error(end)))]),
    exited,
    kill,
    async stop(limitMs) {
      child.stdin.end();
      await withTimeout(exited, limitMs, 'database engine stop').catch(kill);
      await exited;
    },
  };
}

function argumentsFor({ engineDir, file, port, heapMb = 256 }: EngineCommand): string[] {
  return [
    `-Xmx${heapMb}m`,
    '-XX:+UseSerialGC',
    // One thread, or two commands run at once and a reply can show what a later command has already changed.
    '-Dio.netty.eventLoopThreads=1',
    '-cp',
    `${engineDir}:${engineDir}/lib/*`,
    'EmbeddedMongo',
    file,
    String(port),
  ];
}

function readyLine(child: ChildProcess, lastWords: string[]): Promise<void> {
  return new Promise((resolve) => {
    const remember = (line: string): void => {
      lastWords.push(line.slice(0, 300));
      if (lastWords.length > REMEMBERED_LINES) lastWords.shift();
    };
    if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', remember);
    if (child.stdout !== null) {
      createInterface({ input: child.stdout }).on('line', (line) =>
        /^ready \d+$/.test(line) ? resolve() : remember(line),
      );
    }
  });
}

function exitOf(child: ChildProcess, lastWords: string[]): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      const isMissing = 'code' in error && error.code === 'ENOENT';
      resolve(
        isMissing
          ? 'The database engine needs Java: install it with "apt-get install default-jre-headless".'
          : `The database engine could not be started: ${error.message}`,
      );
    });
    child.once('close', (code, signal) => {
      const words = lastWords.length > 0 ? `: ${lastWords.join(' | ')}` : '';
      resolve(`The database engine ended (${signal ?? `status ${code}`})${words}`);
    });
  });
}
