import type { HallId } from '#shared/kit/ids.ts';
import type { Poll, PollsState, PollVote } from '#shared/polls.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Handle } from '../kernel/disposer.ts';
import { ItemBook } from '../kernel/item-book.ts';
import { drafted, fullView, hallView, moved, type PollPlan, type PollRecord, voted } from './poll.rules.ts';

export type PollsSessionOptions = {
  readonly stored: readonly PollRecord[];
  readonly save: (poll: PollRecord) => Promise<void>;
  readonly tellDirectors: (poll: Poll) => void;
  readonly tellAudience: (poll: Poll) => void;
  readonly tellVote: (hallId: HallId, vote: PollVote) => void;
  /** What a hall reported last. */
  readonly headsOf: (hallId: HallId) => number | undefined;
  readonly clock: Clock;
};

/** 254 votes in one second move the bars a few times. */
const BARS_EVERY_MS = 250;

/** The polls of one running lecture. A vote counts when it came before the close, as the server saw the two. */
export class PollsSession implements Handle {
  readonly #options: PollsSessionOptions;
  readonly #book: ItemBook<PollRecord>;
  readonly #toldAudience = new Map<string, string>();
  readonly #untold = new Set<string>();
  #telling: Handle | undefined;
  #isClosed = false;

  constructor(options: PollsSessionOptions) {
    this.#options = options;
    const { stored, save } = options;
    this.#book = new ItemBook({ stored, save, changed: (poll) => this.#changed(poll) });
  }

  get all(): readonly PollRecord[] {
    return this.#book.all;
  }

  stateFor(hallId: HallId | null): PollsState {
    if (hallId === null) return { polls: this.#book.all.map(fullView), own: [] };
    const seen = this.#book.all.filter(({ state }) => state !== 'draft');
    const own = seen.flatMap(({ id, votes }) => {
      const vote = votes.find((one) => one.hallId === hallId);
      return vote === undefined ? [] : [{ pollId: id, counts: [...vote.counts] }];
    });
    return { polls: seen.map(hallView), own };
  }

  create(plan: PollPlan): Promise<void> {
    return this.#book.put(this.#book.find(plan.id) ?? drafted(this.#book.all, plan, this.#options.clock.now()));
  }

  move(id: string, to: 'open' | 'closed' | 'shown'): Promise<void> {
    return this.#book.put(moved(this.#book.all, this.#find(id), to, this.#options.clock.now()));
  }

  async vote(id: string, hallId: HallId, counts: readonly number[]): Promise<void> {
    const { clock, headsOf, tellVote } = this.#options;
    const poll = this.#find(id);
    const vote = { hallId, counts, at: new Date(clock.now()).toISOString() };
    await this.#book.put(voted(poll, vote, headsOf(hallId)));
    tellVote(hallId, { pollId: poll.id, counts: [...counts] });
  }

  close(): void {
    this.#isClosed = true;
    this.#telling?.close();
  }

  #find(id: string): PollRecord {
    const found = this.#book.find(id);
    if (found === undefined) throw new AppError('not_found', 'poll_unknown');
    return found;
  }

  #changed(poll: PollRecord): void {
    if (this.#isClosed) return;
    const { tellAudience, tellDirectors, clock } = this.#options;
    if (poll.state !== 'draft' && this.#toldAudience.get(poll.id) !== poll.state) {
      this.#toldAudience.set(poll.id, poll.state);
      tellAudience(hallView(poll));
    }
    this.#untold.add(poll.id);
    this.#telling ??= clock.after(BARS_EVERY_MS, 'tell polls', () => {
      this.#telling = undefined;
      for (const id of this.#untold) tellDirectors(fullView(this.#find(id)));
      this.#untold.clear();
    });
  }
}
