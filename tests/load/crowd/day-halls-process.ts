import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { DayAnswer, DayOrder, Tally } from './day-halls.ts';
import type { Orders } from './halls.ts';

/** All halls of a scripted lecture, as the script sees them; counts what failed. */
export class DayHallsProcess {
  readonly #child: ChildProcess;
  failed = 0;
  readonly reasons = new Set<string>();

  static async start(orders: Orders): Promise<DayHallsProcess> {
    const child = fork(new URL('day-halls.ts', import.meta.url).pathname, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.send(orders);
    await once(child, 'message');
    return new DayHallsProcess(child);
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  async do(order: DayOrder): Promise<DayAnswer> {
    const answered = once(this.#child, 'message') as Promise<[DayAnswer]>;
    this.#child.send(order);
    const [answer] = await answered;
    this.failed += answer.failed;
    for (const reason of answer.reasons) this.reasons.add(`${order.act}: ${reason}`);
    return answer;
  }

  async tally(): Promise<Tally> {
    const { tally } = await this.do({ act: 'tally' });
    if (!tally) throw new Error('the halls are out of step');
    return tally;
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }
}
