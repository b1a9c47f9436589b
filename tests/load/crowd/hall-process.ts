import { Forked } from './forked.ts';
import type { Asked, Joined, Orders, Told } from './halls.ts';

/** The process that plays all hall PCs, as its parent sees it. */
export class HallProcess {
  readonly #halls: Forked<Asked, Told>;

  /** Resolves when it is ready to join. */
  static async start(orders: Orders): Promise<HallProcess> {
    return new HallProcess(await Forked.start('halls.ts', orders));
  }

  private constructor(halls: Forked<Asked, Told>) {
    this.#halls = halls;
  }

  /** All at once; resolves when each is in or has failed. */
  async storm(): Promise<Joined> {
    const told = await this.#halls.ask('join');
    if (!('joined' in told)) throw new Error('the halls are out of step');
    return told.joined;
  }

  /** Packets that all of them together have received so far. */
  async received(): Promise<number> {
    const told = await this.#halls.ask('count');
    if (!('received' in told)) throw new Error('the halls are out of step');
    return told.received;
  }

  stop(): void {
    this.#halls.stop();
  }
}
