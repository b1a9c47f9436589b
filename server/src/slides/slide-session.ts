import type { PartId } from '#shared/kit/ids.ts';
import type { SlidesNow } from '#shared/slides.ts';
import { SharedSave } from '../kernel/shared-save.ts';
import { nowOf, type SlidesBook } from './slide.rules.ts';

export type SlideSessionOptions = {
  readonly stored: SlidesBook;
  /** Durable when it resolves. */
  readonly save: (book: SlidesBook) => Promise<void>;
  readonly tell: (slides: SlidesNow) => void;
  readonly point: (at: { x: number; y: number } | null) => void;
};

/** What stands on the screens of one running lecture. Everybody is told at once; the answer waits until it is durable. */
export class SlideSession {
  readonly #options: SlideSessionOptions;
  readonly #saved: SharedSave<SlidesBook>;
  #book: SlidesBook;

  constructor(options: SlideSessionOptions) {
    this.#options = options;
    const { stored, save } = options;
    this.#book = stored;
    this.#saved = new SharedSave({ stored, save, current: () => this.#book });
  }

  get now(): SlidesNow {
    return nowOf(this.#book);
  }

  get deckId(): PartId | null {
    return this.#book.deckId;
  }

  async act(rule: (book: SlidesBook) => SlidesBook): Promise<void> {
    const after = rule(this.#book);
    if (after !== this.#book) {
      this.#book = after;
      this.#options.tell(this.now);
    } else if (this.#saved.isDone) return;
    await this.#saved.request();
  }

  point(at: { x: number; y: number } | null): void {
    this.#options.point(at);
  }
}
