import type { HallHeads, HeadsState } from '#shared/heads.ts';
import { headRules, reportedHeads } from '#shared/heads.ts';
import type { HallId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Handle } from '../kernel/disposer.ts';
import type { HeadFact } from './head.repo.ts';
import { countView } from './head.rules.ts';

export type HeadsSessionOptions = {
  readonly stored: readonly HeadFact[];
  readonly askedAt: number | null;
  readonly nameOf: (hallId: HallId) => string;
  /** Durable when it resolves; false when this id is there already. */
  readonly insert: (fact: HeadFact) => Promise<boolean>;
  readonly saveAsked: (at: number) => Promise<void>;
  readonly tellDirectors: (halls: HallHeads[]) => void;
  readonly tellHall: (hallId: HallId, halls: HallHeads[]) => void;
  readonly tellAsked: (at: string) => void;
  readonly clock: Clock;
};

/** 254 counts in one second are told to the directors as one or two lists. */
const TELL_EVERY_MS = 500;
const iso = (at: number): string => new Date(at).toISOString();

/** The head counts of one running lecture: facts in their order, each durable before it is acknowledged or shown. */
export class HeadsSession implements Handle {
  readonly #options: HeadsSessionOptions;
  readonly #facts = new Map<HallId, HeadFact[]>();
  readonly #known = new Set<string>();
  readonly #untold = new Set<HallId>();
  #askedAt: number | null;
  #telling: Handle | undefined;
  #isClosed = false;

  constructor(options: HeadsSessionOptions) {
    this.#options = options;
    this.#askedAt = options.askedAt;
    for (const fact of options.stored) this.#keep(fact);
  }

  /** For a hall its own counts, for everybody else all. */
  stateFor(hallId: HallId | null): HeadsState {
    const halls = hallId === null ? [...this.#facts.keys()] : [hallId];
    return {
      halls: halls.map((hall) => this.#viewOf(hall)),
      askedAt: this.#askedAt === null ? null : iso(this.#askedAt),
    };
  }

  /** What the hall reported last; undefined before its first report. */
  lastOf(hallId: HallId): number | undefined {
    return reportedHeads(this.#viewOf(hallId).counts)?.heads;
  }

  async report(hallId: HallId, id: string, heads: number): Promise<void> {
    if (this.#known.has(id)) return;
    if ((this.#facts.get(hallId)?.length ?? 0) >= headRules.mostCounts) {
      throw new AppError('conflict', 'heads_full', { params: { maximum: headRules.mostCounts } });
    }
    const { nameOf, insert, clock } = this.#options;
    const fact = { id, hallId, heads, at: clock.now(), by: nameOf(hallId), reason: null };
    await insert(fact);
    this.add(fact);
  }

  /** A count that is stored already. */
  add(fact: HeadFact): void {
    if (this.#known.has(fact.id)) return;
    this.#keep(fact);
    this.#options.tellHall(fact.hallId, [this.#viewOf(fact.hallId)]);
    this.#untold.add(fact.hallId);
    this.#tellSoon();
  }

  async ask(): Promise<void> {
    const at = this.#options.clock.now();
    await this.#options.saveAsked(at);
    this.#askedAt = at;
    this.#options.tellAsked(iso(at));
  }

  close(): void {
    this.#isClosed = true;
    this.#telling?.close();
  }

  #keep(fact: HeadFact): void {
    this.#known.add(fact.id);
    const own = [...(this.#facts.get(fact.hallId) ?? []), fact].sort((a, b) => a.at - b.at);
    this.#facts.set(fact.hallId, own);
  }

  #viewOf(hallId: HallId): HallHeads {
    return { hallId, counts: (this.#facts.get(hallId) ?? []).map(countView) };
  }

  #tellSoon(): void {
    if (this.#telling !== undefined || this.#isClosed) return;
    this.#telling = this.#options.clock.after(TELL_EVERY_MS, 'tell head counts', () => {
      this.#telling = undefined;
      const halls = [...this.#untold].map((hallId) => this.#viewOf(hallId));
      this.#untold.clear();
      this.#options.tellDirectors(halls);
    });
  }
}
