import type { HallId } from '#shared/kit/ids.ts';
import type { TrackSource } from '#shared/media.ts';
import type { StageState } from '#shared/stage.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Handle } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import { SharedSave } from '../kernel/shared-save.ts';
import { dropped, nextDeadline, type OffBy, off, overdue, placeOf, type StageBook } from './stage.rules.ts';

export type StageSessionOptions = {
  /** As it was stored: after a restart of the server hands are still up, and whoever had a place has lost it. */
  readonly stored: StageBook;
  readonly nameOf: (hallId: HallId) => string;
  /** Durable when it resolves. */
  readonly save: (book: StageBook) => Promise<void>;
  /** Tells everybody in the lecture. */
  readonly tell: (stage: StageState) => void;
  /** Somebody may send, or be seen by, others than before. */
  readonly rightsChanged: () => void;
  readonly clock: Clock;
  readonly log: Logger;
};

/** 254 hands in one second are told as a few lists. */
const TELL_EVERY_MS = 200;
const stageSources: readonly TrackSource[] = ['camera', 'microphone'];
const iso = (at: number): string => new Date(at).toISOString();

/** The hands and the stage of one running lecture: one order, the same for all, durable before it is acknowledged. */
export class StageSession implements Handle {
  readonly #options: StageSessionOptions;
  /** By connection of a director: the halls it looks at. */
  readonly #watching = new Map<string, readonly HallId[]>();
  readonly #saved: SharedSave<StageBook>;
  #book: StageBook;
  #deadline: Handle | undefined;
  #telling: Handle | undefined;
  #toldAt = 0;
  #isClosed = false;

  constructor(options: StageSessionOptions) {
    this.#options = options;
    const now = options.clock.now();
    const { stored, save } = options;
    this.#saved = new SharedSave({ stored, save, current: () => this.#book });
    this.#book = stored.places.reduce((book, { hallId }) => dropped(book, hallId, now), stored);
  }

  get state(): StageState {
    const { hands, places } = this.#book;
    return {
      hands: hands.map(({ hallId }) => hallId),
      places: places.map(({ hallId, phase, since, until }) => ({
        hallId,
        name: this.#options.nameOf(hallId),
        phase,
        since: iso(since),
        until: until === null ? null : iso(until),
      })),
      watched: this.#watched(),
    };
  }

  isOnStage(hallId: HallId): boolean {
    return placeOf(this.#book, hallId)?.phase === 'onStage';
  }

  /** May a director see this hall now, beside those on stage? */
  isSeenByDirectors(hallId: HallId): boolean {
    return placeOf(this.#book, hallId)?.phase === 'preview' || this.#watched().includes(hallId);
  }

  mayPublish(hallId: HallId, source: TrackSource): boolean {
    const phase = placeOf(this.#book, hallId)?.phase;
    if (phase === 'preview' || phase === 'onStage') return stageSources.includes(source);
    return source === 'camera' && this.#watched().includes(hallId);
  }

  /** Changes the book by one rule and resolves when that is durable. A rule that throws changes nothing. */
  async act(rule: (book: StageBook, at: number) => StageBook): Promise<void> {
    const after = rule(this.#book, this.#options.clock.now());
    if (after !== this.#book) this.#turn(after);
    else if (this.#saved.isDone) return;
    await this.#saved.request();
  }

  /** What nobody waits for: a cut, the end of somebody's time. */
  drop(hallId: HallId, by: OffBy): void {
    const now = this.#options.clock.now();
    const after = by === 'drop' ? dropped(this.#book, hallId, now) : off(this.#book, hallId, by, now);
    if (after !== this.#book) this.#actUnwatched(after);
  }

  /** The lecture is over: nobody is on stage any more, and all hands are down. */
  clear(): void {
    const now = this.#options.clock.now();
    const halls = [...this.#book.places, ...this.#book.hands].map(({ hallId }) => hallId);
    const after = halls.reduce((book, hallId) => off(book, hallId, 'lectureOver', now), this.#book);
    if (after !== this.#book) this.#actUnwatched(after);
  }

  watch(connectionId: string, hallIds: readonly HallId[]): void {
    const before = this.#watched().join();
    if (hallIds.length === 0) this.#watching.delete(connectionId);
    else this.#watching.set(connectionId, hallIds);
    if (this.#watched().join() === before) return;
    this.#options.rightsChanged();
    this.#tellSoon();
  }

  close(): void {
    this.#isClosed = true;
    this.#deadline?.close();
    this.#telling?.close();
  }

  #watched(): HallId[] {
    return [...new Set([...this.#watching.values()].flat())].sort();
  }

  #actUnwatched(after: StageBook): void {
    this.#turn(after);
    this.#saved.request().catch((error: unknown) => this.#options.log.warn({ err: error }, 'the stage was not stored'));
  }

  #turn(after: StageBook): void {
    const hadRights = this.#rights();
    this.#book = after;
    if (this.#rights() !== hadRights) this.#options.rightsChanged();
    this.#watchDeadline();
    this.#tellSoon();
  }

  #rights(): string {
    return this.#book.places.map(({ hallId, phase }) => `${hallId} ${phase}`).join();
  }

  #watchDeadline(): void {
    this.#deadline?.close();
    const { clock } = this.#options;
    const at = nextDeadline(this.#book);
    if (at === undefined || this.#isClosed) return;
    this.#deadline = clock.after(Math.max(0, at - clock.now()), 'time on stage', () => {
      for (const hallId of overdue(this.#book, clock.now())) this.drop(hallId, 'time');
    });
  }

  #tellSoon(): void {
    if (this.#telling !== undefined || this.#isClosed) return;
    const { clock } = this.#options;
    const waitMs = Math.max(0, this.#toldAt + TELL_EVERY_MS - clock.now());
    this.#telling = clock.after(waitMs, 'tell the stage', () => {
      this.#telling = undefined;
      this.#toldAt = clock.now();
      this.#options.tell(this.state);
    });
  }
}
