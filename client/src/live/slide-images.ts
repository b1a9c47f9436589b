import type { SlideSize } from '#shared/slides.ts';
import { backoffMs } from './backoff.ts';

export type PageImage = { url: string; width: number; height: number; size: SlideSize };
export type SlidePlace = { deckId: string; page: number };
/** Gets a page's bytes; rejects when they do not come. */
export type FetchPage = (place: SlidePlace, size: SlideSize, signal: AbortSignal) => Promise<Blob>;

type Entry = { image: PageImage | null; arrival: Promise<boolean> };

/** Large pages that are kept; a lecturer turns back a few. */
const KEPT = { large: 12, small: 320 };
const again = { firstMs: 500, maxMs: 8_000, random: Math.random };
const keyOf = ({ deckId, page }: SlidePlace, size: SlideSize): string => `${deckId} ${page} ${size}`;

/**
 * The pages of one lecture's slides, decoded and ready to be shown. A page comes small first where nothing of it is there, so
 * that a thin line shows something; what does not come is tried again for as long as it is wanted.
 */
export class SlideImages {
  readonly #fetchPage: FetchPage;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();
  readonly #abort = new AbortController();

  constructor(fetchPage: FetchPage) {
    this.#fetchPage = fetchPage;
  }

  /** The best there is of a page now. */
  peek(place: SlidePlace, size: SlideSize = 'large'): PageImage | null {
    const best = size === 'large' ? this.#entries.get(keyOf(place, 'large'))?.image : null;
    return best ?? this.#entries.get(keyOf(place, 'small'))?.image ?? null;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tries until the page is there or `isWanted` says that it need not come any more. */
  async want(place: SlidePlace, isWanted: () => boolean): Promise<void> {
    for (let attempt = 1; isWanted() && !this.#abort.signal.aborted; attempt += 1) {
      if (this.peek(place) === null) await this.load(place, 'small');
      if (isWanted() && (await this.load(place, 'large'))) return;
      await new Promise((resolve) => setTimeout(resolve, backoffMs(attempt, again)));
    }
  }

  /** True if the page is there; false if it did not come this time. Whoever asks meanwhile waits for the same answer. */
  load(place: SlidePlace, size: SlideSize): Promise<boolean> {
    const key = keyOf(place, size);
    const before = this.#entries.get(key);
    if (before !== undefined) {
      // Used again: the last to go.
      this.#entries.delete(key);
      this.#entries.set(key, before);
      return before.arrival;
    }
    const entry: Entry = { image: null, arrival: Promise.resolve(false) };
    this.#entries.set(key, entry);
    entry.arrival = this.#arrive(place, size, entry);
    return entry.arrival;
  }

  async #arrive(place: SlidePlace, size: SlideSize, entry: Entry): Promise<boolean> {
    try {
      const image = await decoded(await this.#fetchPage(place, size, this.#abort.signal), size);
      if (this.#abort.signal.aborted) {
        URL.revokeObjectURL(image.url);
        return false;
      }
      entry.image = image;
      this.#trim(size);
    } catch {
      this.#entries.delete(keyOf(place, size));
    }
    for (const listener of this.#listeners) listener();
    return entry.image !== null;
  }

  close(): void {
    this.#abort.abort();
    for (const { image } of this.#entries.values()) if (image) URL.revokeObjectURL(image.url);
    this.#entries.clear();
    this.#listeners.clear();
  }

  #trim(size: SlideSize): void {
    const kept = [...this.#entries].filter(([, { image }]) => image?.size === size);
    for (const [key, { image }] of kept.slice(0, Math.max(0, kept.length - KEPT[size]))) {
      this.#entries.delete(key);
      if (image) URL.revokeObjectURL(image.url);
    }
  }
}

/** Decoded before it is shown: a page appears at once or not at all. */
async function decoded(bytes: Blob, size: SlideSize): Promise<PageImage> {
  const url = URL.createObjectURL(bytes);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return { url, width: image.naturalWidth, height: image.naturalHeight, size };
  } catch (error) {
    URL.revokeObjectURL(url);
    throw error;
  }
}
