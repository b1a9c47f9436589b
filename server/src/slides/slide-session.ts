import type { PartId } from '#shared/kit/ids.ts';
import type { SlidesNow, Spot, Stroke } from '#shared/slides.ts';
import { SharedSave } from '../kernel/shared-save.ts';
import { drawn, erased, nowOf, type PageSeen, type SlidesBook } from './slide.rules.ts';

export type SlideSessionOptions = {
  readonly stored: SlidesBook;
  /** Durable when it resolves. */
  readonly save: (book: SlidesBook) => Promise<void>;
  readonly tell: (slides: SlidesNow) => void;
  readonly tellDrawn: (page: number, stroke: Stroke) => void;
  readonly tellErased: (page: number, strokeId: PartId) => void;
  readonly tellPointed: (at: Spot | null) => void;
};

/** What stands on the screens of one running lecture. Everybody is told at once; the answer waits until it is durable. */
export class SlideSession {
  readonly #options: SlideSessionOptions;
  readonly #saved: SharedSave<SlidesBook>;
  #book: SlidesBook;
  #pointer: Spot | null = null;

  constructor(options: SlideSessionOptions) {
    this.#options = options;
    const { stored, save } = options;
    this.#book = stored;
    this.#saved = new SharedSave({ stored, save, current: () => this.#book });
  }

  get now(): SlidesNow {
    return nowOf(this.#book, this.#pointer);
  }

  /** Another deck, page or a clean page: all of it is told. */
  act(rule: (book: SlidesBook) => SlidesBook): Promise<void> {
    return this.#change(rule, () => {
      this.#pointer = null;
      this.#options.tell(this.now);
    });
  }

  /** A line is told alone: 254 halls have the others. */
  draw(at: PageSeen, stroke: Stroke): Promise<void> {
    return this.#change(
      (book) => drawn(book, at, stroke),
      () => this.#options.tellDrawn(at.page, stroke),
    );
  }

  erase(at: PageSeen, strokeId: PartId): Promise<void> {
    return this.#change(
      (book) => erased(book, at, strokeId),
      () => this.#options.tellErased(at.page, strokeId),
    );
  }

  point(at: Spot | null): void {
    if (this.now.deckId === null) return;
    this.#pointer = at;
    this.#options.tellPointed(at);
  }

  async #change(rule: (book: SlidesBook) => SlidesBook, tell: () => void): Promise<void> {
    const after = rule(this.#book);
    if (after !== this.#book) {
      this.#book = after;
      tell();
    } else if (this.#saved.isDone) return;
    await this.#saved.request();
  }
}
