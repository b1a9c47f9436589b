import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** What a program may take: seconds of the clock, seconds of a core, megabytes of address space. */
export type Bounds = { readonly seconds: number; readonly coreSeconds: number; readonly megabytes: number };
/** `missing`: not on this machine; `stopped`: took more than it may; `failed`: said no, `words` are its own. */
export type Outcome =
  | { readonly end: 'done'; readonly words: string }
  | { readonly end: 'missing' | 'stopped' }
  | { readonly end: 'failed'; readonly words: string };

const NOT_FOUND = 127;
/** Shells tell a death by signal as 128 and its number. */
const BY_SIGNAL = 128;
const WORDS = 4_000;
/**
 * No file larger than 1 GB (blocks of 512 bytes), whatever it unpacks. The limits hold in the child itself, so that they do when this
 * server is gone. Least urgent: lectures come first.
 */
const bounded =
  'ulimit -f 2097152 && ulimit -t "$0" && ulimit -v "$1" && limit="$2" && shift 2 && exec nice -n 15 timeout -s KILL "$limit" "$@"';

/** Runs a program on files that strangers made. Rejects only when aborted. */
export function runBounded(
  command: readonly string[],
  { seconds, coreSeconds, megabytes }: Bounds,
  { home, signal }: { home: string; signal: AbortSignal },
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const limits = [coreSeconds, megabytes * 1_024, seconds].map(String);
    const child = spawn('sh', ['-c', bounded, ...limits, ...command], {
      cwd: home,
      env: { PATH: process.env.PATH, HOME: home, TMPDIR: home, LANG: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: LibreOffice is a shell script that starts programs.
      detached: true,
    });
    let words = '';
    const hear = (text: string) => {
      words = `${words}${text}`.slice(-WORDS);
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    const abort = () => killGroup(child.pid);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    child.once('error', reject);
    child.once('close', (code) => {
      signal.removeEventListener('abort', abort);
      if (signal.aborted) reject(signal.reason);
      else resolve(outcomeOf(code, words));
    });
  });
}

function outcomeOf(code: number | null, words: string): Outcome {
  if (code === 0) return { end: 'done', words };
  if (code === NOT_FOUND) return { end: 'missing' };
  const isStopped = code === null || code > BY_SIGNAL || /out of memory|bad_alloc/i.test(words);
  return isStopped ? { end: 'stopped' } : { end: 'failed', words };
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone by itself.
  }
}

/** Is there a program of this name on the PATH? */
export async function hasProgram(name: string): Promise<boolean> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const isThere = await access(join(folder, name), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return true;
  }
  return false;
}
