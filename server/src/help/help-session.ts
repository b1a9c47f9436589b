import type { HelpCall, HelpFacts, HelpState } from '#shared/help.ts';
import type { HallId, PartId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { ItemBook } from '../kernel/item-book.ts';

export type HelpSessionOptions = {
  readonly stored: readonly HelpCall[];
  readonly nameOf: (hallId: HallId) => string;
  readonly save: (call: HelpCall) => Promise<void>;
  /** Tells the directors and the hall itself. */
  readonly tell: (call: HelpCall) => void;
  readonly clock: Clock;
};

/** Of those that are done only so many are shown; all are kept. */
const MAX_DONE_SHOWN = 50;
/** Nobody asks so often in one lecture; it bounds what a PC that went mad can store. */
const MAX_PER_HALL = 50;

/** Halls that ask for help in one running lecture: durable before it is acknowledged, listed until it is done. */
export class HelpSession {
  readonly #options: HelpSessionOptions;
  readonly #book: ItemBook<HelpCall>;

  constructor(options: HelpSessionOptions) {
    this.#options = options;
    this.#book = new ItemBook({ stored: options.stored, save: options.save, changed: options.tell });
  }

  /** For a hall its own, for directors all that are open and the last that are done. */
  stateFor(hallId: HallId | null): HelpState {
    if (hallId !== null) return { calls: this.#book.all.filter((call) => call.hallId === hallId && !call.done) };
    const done = this.#book.all.filter((call) => call.done !== null).slice(-MAX_DONE_SHOWN);
    return { calls: [...done, ...this.#book.all.filter((call) => call.done === null)] };
  }

  async ask(hallId: HallId, id: PartId, facts: HelpFacts): Promise<void> {
    const known = this.#book.find(id);
    if (known !== undefined && known.hallId !== hallId) throw new AppError('not_found', 'help_unknown');
    // A repeated command after the call was done is still that call.
    if (known?.done) return this.#book.put(known);
    const own = this.#book.all.filter((call) => call.hallId === hallId);
    const open = own.find((call) => call.done === null);
    if (open !== undefined) return this.#book.put(isSame(open.facts, facts) ? open : { ...open, facts });
    if (own.length >= MAX_PER_HALL) throw new AppError('conflict', 'help_full');
    const { nameOf, clock } = this.#options;
    const at = new Date(clock.now()).toISOString();
    return this.#book.put({ id, hallId, name: nameOf(hallId), at, facts, done: null });
  }

  /** `hallId`: only if the call is of this hall. */
  async done(id: PartId, by: string, hallId: HallId | null): Promise<void> {
    const call = this.#book.find(id);
    if (call === undefined || (hallId !== null && call.hallId !== hallId)) {
      throw new AppError('not_found', 'help_unknown');
    }
    const at = new Date(this.#options.clock.now()).toISOString();
    return this.#book.put(call.done === null ? { ...call, done: { at, by } } : call);
  }
}

const isSame = (one: HelpFacts, other: HelpFacts): boolean => JSON.stringify(one) === JSON.stringify(other);
