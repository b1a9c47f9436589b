import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of this test that plays many people at once: it gets orders, is asked, and answers each question once. */
export class Forked<Asked extends string | object, Told> {
  readonly #child: ChildProcess;

  /** `file`: a module beside this one. Resolves when it has said that it is ready. */
  static async start<Asked extends string | object, Told>(file: string, orders: object): Promise<Forked<Asked, Told>> {
    const path = new URL(file, import.meta.url).pathname;
    const child = fork(path, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    child.once('exit', (code) => {
      if (code !== null) process.stderr.write(`${file} ended with ${code}\n`);
    });
    child.send(orders);
    await once(child, 'message');
    return new Forked(child);
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  async ask(what: Asked): Promise<Told> {
    const answer = once(this.#child, 'message') as Promise<[Told]>;
    this.#child.send(what);
    return (await answer)[0];
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }
}
