import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const LOCK_FILE = 'server.lock';

export type DataDirLock = { close(): void };

type Holder = { readonly id: string; readonly pid: number; readonly born: string };

/** Its message is a sentence for the person who started the second server. */
export class DataDirInUseError extends Error {
  constructor(dataDir: string, pid: number) {
    super(
      `The data folder ${dataDir} is in use by another server (process ${pid}). ` +
        'Stop that one first, or start this one with another DATA_DIR.',
    );
    this.name = 'DataDirInUseError';
  }
}

/**
 * One server per data folder. A lock left by a process that is gone is taken over: the pid must be alive and be the same
 * process (by its birth), since pids are used again, in a container always the same one.
 */
export function lockDataDir(dataDir: string): DataDirLock {
  mkdirSync(dataDir, { recursive: true });
  const path = join(resolve(dataDir), LOCK_FILE);
  const own: Holder = { id: randomUUID(), pid: process.pid, born: birthOf(process.pid) ?? '' };
  for (let attempt = 0; ; attempt++) {
    if (tryCreate(path, own)) break;
    const holder = readHolder(path);
    if (holder !== undefined && (isAlive(holder) || attempt >= 5)) throw new DataDirInUseError(dataDir, holder.pid);
    rmSync(path, { force: true });
  }
  return {
    close: () => {
      if (readHolder(path)?.id === own.id) rmSync(path, { force: true });
    },
  };
}

/** Linked into place as a whole: nobody ever reads half a lock file. */
function tryCreate(path: string, own: Holder): boolean {
  const draft = `${path}.${own.id}`;
  writeFileSync(draft, JSON.stringify(own));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    if (!('id' in parsed && 'pid' in parsed && 'born' in parsed)) return undefined;
    const { id, pid, born } = parsed;
    return typeof id === 'string' && typeof pid === 'number' && typeof born === 'string'
      ? { id, pid, born }
      : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, born }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const bornNow = birthOf(pid);
  return born === '' || bornNow === undefined || bornNow === born;
}

/** Boot and clock tick of a process's start, where the system tells (Linux). */
function birthOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The second field is the program's name in brackets and may hold spaces; field 22 counts from the first.
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
    return `${boot}/${afterName.split(' ')[19] ?? ''}`;
  } catch {
    return undefined;
  }
}
