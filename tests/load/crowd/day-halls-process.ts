import type { DayAnswer, DayOrder, Tally } from './day-halls.ts';
import { Forked } from './forked.ts';
import type { Orders } from './halls.ts';

/** All halls of a scripted lecture, as the script sees them; counts what failed. */
export class DayHallsProcess {
  readonly #halls: Forked<DayOrder, DayAnswer>;
  failed = 0;
  readonly reasons = new Set<string>();

  static async start(orders: Orders): Promise<DayHallsProcess> {
    return new DayHallsProcess(await Forked.start('day-halls.ts', orders));
  }

  private constructor(halls: Forked<DayOrder, DayAnswer>) {
    this.#halls = halls;
  }

  async do(order: DayOrder): Promise<DayAnswer> {
    const answer = await this.#halls.ask(order);
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
    this.#halls.stop();
  }
}
