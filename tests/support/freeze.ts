import { readdirSync, readFileSync } from 'node:fs';

/**
 * Stops a process where it stands. A signal takes effect when the process is given a core: on a busy machine one of many threads
 * runs on for a while, so this resolves when the kernel says that all of it stands still.
 */
export async function freeze(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  const deadline = Date.now() + 10_000;
  while (!isStill(pid)) {
    if (Date.now() > deadline) throw new Error(`process ${pid} does not stop`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const thaw = (pid: number): void => void process.kill(pid, 'SIGCONT');

const isStill = (pid: number): boolean =>
  readdirSync(`/proc/${pid}/task`).every((thread) =>
    /^State:\s+T/m.test(readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8')),
  );
