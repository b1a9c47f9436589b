import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

let taken = 0;

/**
 * Takes the lock of a folder, waiting for a living owner and pushing a dead one aside.
 * The lock file names its owner as `pid startTime count`, so that a reused process number is not taken for the owner.
 * @param {string} folder
 * @param {(owner: number) => void} [onWait] told once when somebody else holds it
 * @returns {Promise<() => void>} gives the lock back
 */
export async function takeLock(folder, onWait) {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'setup.lock');
  taken += 1;
  const mine = join(folder, `setup.lock.${process.pid}.${taken}`);
  const identity = `${process.pid} ${startTime(process.pid)} ${taken}`;
  writeFileSync(mine, identity);
  // Who is interrupted while waiting leaves by process.exit, past every `finally`.
  const removeMine = () => rmSync(mine, { force: true });
  process.once('exit', removeMine);
  let told = false;
  try {
    for (;;) {
      if (tryLink(mine, lock)) {
        // Somebody who saw the dead owner at the same moment may just have pushed our lock aside: look again.
        await sleep(20);
        if (read(lock) === identity) return () => release(lock, identity);
        continue;
      }
      const owner = read(lock);
      if (owner && !isAlive(owner)) pushAside(lock, owner);
      else {
        if (owner && !told) onWait?.(Number.parseInt(owner, 10));
        told = true;
        await sleep(250);
      }
    }
  } finally {
    process.off('exit', removeMine);
    removeMine();
  }
}

/**
 * @param {string} from
 * @param {string} to
 */
function tryLink(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a dead owner's lock. Renaming is atomic: of two who try, one gets it; a living owner's lock that was caught
 * by mistake is put back.
 * @param {string} lock
 * @param {string} deadOwner
 */
function pushAside(lock, deadOwner) {
  const aside = `${lock}.aside.${process.pid}.${taken}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (read(aside) !== deadOwner) tryLink(aside, lock);
  rmSync(aside, { force: true });
}

/**
 * @param {string} lock
 * @param {string} identity
 */
function release(lock, identity) {
  if (read(lock) === identity) rmSync(lock, { force: true });
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** @param {string} owner */
function isAlive(owner) {
  const [pid = '', started] = owner.split(' ');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return startTime(Number(pid)) === started;
}

/**
 * When a process started, in the kernel's ticks; a constant where there is no /proc. One that is dead and only not yet
 * collected by its parent (in a container nobody may ever do it) has no start any more.
 * @param {number} pid
 */
function startTime(pid) {
  try {
    // The program's name, in brackets, may hold spaces: count the fields behind it.
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return state === 'Z' ? 'dead' : (fields[18] ?? '0');
  } catch {
    return '0';
  }
}
