import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { takeLock } from '../../scripts/setup/lock.mjs';

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'law-hall-lock-'));
  folders.push(folder);
  return folder;
};

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('[SYS5] two set-ups at once do not collide', () => {
  it('lets the second wait for the first and says who holds the lock', async () => {
    const folder = newFolder();
    const release = await takeLock(folder);
    const order: string[] = [];
    const second = takeLock(folder, (owner) => order.push(`waits for ${owner}`)).then((give) => {
      order.push('has it');
      give();
    });
    await new Promise((resolve) => setTimeout(resolve, 400));
    order.push('first is done');
    release();
    await second;
    expect(order).toEqual([`waits for ${process.pid}`, 'first is done', 'has it']);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('pushes the lock of a process aside that was killed', async () => {
    const folder = newFolder();
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(join(folder, 'setup.lock'), `${dead} 12345`);
    (await takeLock(folder))();
    expect(existsSync(join(folder, 'setup.lock'))).toBe(false);
  });

  it.runIf(existsSync('/proc/self/stat'))('does not wait for one that is dead and was never collected', async () => {
    // The shell starts somebody and becomes a program that never asks what became of him.
    const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [printed] = await once(parent.stdout, 'data');
    const pid = Number(printed);
    const stat = (): string[] => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const started = stat()[19];
    await expect.poll(() => stat()[0]).toBe('Z');
    const folder = newFolder();
    writeFileSync(join(folder, 'setup.lock'), `${pid} ${started} 1`);
    const waitedFor: number[] = [];
    const onWait = (owner: number): void => {
      waitedFor.push(owner);
      parent.kill();
    };
    (await takeLock(folder, onWait))();
    parent.kill();
    expect(waitedFor).toEqual([]);
  });

  it('does not take a stranger with a reused process number for the owner', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'setup.lock'), `${process.pid} 1`);
    (await takeLock(folder))();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lets one in at a time when many find a dead owner at once', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'setup.lock'), '4194303 1');
    let inside = 0;
    let most = 0;
    const enter = async (): Promise<void> => {
      const release = await takeLock(folder);
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 30));
      inside -= 1;
      release();
    };
    await Promise.all(Array.from({ length: 4 }, enter));
    expect(most).toBe(1);
  });
});
