import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Asked, Joined, Orders, Told } from './halls.ts';

/** The process that plays all hall PCs, as its parent sees it. */
export class HallProcess {
  readonly #child: ChildProcess;

  /** Resolves when it is ready to join. */
  static async start(orders: Orders): Promise<HallProcess> {
    const path = new URL('halls.ts', import.meta.url).pathname;
    const child = fork(path, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    child.once('exit', (code) => {
      if (code !== null) process.stderr.write(`the halls ended with ${code}\n`);
    });
    child.send(orders);
    await once(child, 'message');
    return new HallProcess(child);
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** All at once; resolves when each is in or has failed. */
  async storm(): Promise<Joined> {
    const told = await this.#ask('join');
    if (!('joined' in told)) throw new Error('the halls are out of step');
    return told.joined;
  }

  /** Packets that all of them together have received so far. */
  async received(): Promise<number> {
    const told = await this.#ask('count');
    if (!('received' in told)) throw new Error('the halls are out of step');
    return told.received;
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }

  async #ask(what: Asked): Promise<Told> {
    const answer = once(this.#child, 'message') as Promise<[Told]>;
    this.#child.send(what);
    return (await answer)[0];
  }
}
