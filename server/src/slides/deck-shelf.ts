import type { FileOutput } from '#shared/kit/define.ts';
import type { LectureId, PartId } from '#shared/kit/ids.ts';
import type { SlideSize } from '#shared/slides.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { FileStore } from '../kernel/file-store.ts';
import type { Deck, SlideRepo } from './slide.repo.ts';

type PageAsked = { lectureId: LectureId; deckId: PartId; page: number; size: SlideSize };

/** Where decks are found and their pages handed out. */
export type DeckShelf = {
  /** Rejects with `not_found/slides_unknown` unless the deck is this lecture's. */
  find(id: LectureId, deckId: PartId): Promise<Deck>;
  forget(deckId: PartId): void;
  /** A deck of this lecture to be shown: from now on halls get its pages. `invalid_state/slides_not_ready` before it can be. */
  takeOut(id: LectureId, deckId: PartId): Promise<Deck>;
  page(asked: PageAsked, onlyShown: boolean): Promise<FileOutput>;
};

/** 254 halls ask for a page in the same second. */
const KEPT_DECKS = 20;

export function createDeckShelf({
  repo,
  files,
  clock,
}: {
  repo: SlideRepo;
  files: FileStore;
  clock: Clock;
}): DeckShelf {
  /** Decks that are ready: their images do not change any more. */
  const kept = new Map<PartId, Deck>();
  const keep = (deck: Deck): void => {
    if (kept.size >= KEPT_DECKS && !kept.has(deck.id)) kept.clear();
    kept.set(deck.id, deck);
  };
  const find = async (id: LectureId, deckId: PartId): Promise<Deck> => {
    const deck = kept.get(deckId) ?? (await repo.find(deckId));
    if (deck === null || deck.lectureId !== id) throw new AppError('not_found', 'slides_unknown');
    if (deck.state === 'ready') keep(deck);
    return deck;
  };

  return {
    find,
    forget: (deckId) => void kept.delete(deckId),
    async takeOut(id, deckId) {
      const deck = await find(id, deckId);
      if (deck.state !== 'ready') throw new AppError('invalid_state', 'slides_not_ready');
      if (deck.shownAt !== null) return deck;
      const out = { ...deck, shownAt: clock.date() };
      await repo.noteShown(deckId, out.shownAt);
      keep(out);
      return out;
    },
    async page({ lectureId, deckId, page, size }, onlyShown) {
      const deck = await find(lectureId, deckId);
      const images = deck.images[page - 1];
      if (images === undefined || (onlyShown && deck.shownAt === null)) {
        throw new AppError('not_found', 'slides_unknown');
      }
      const content = { path: files.pathOf(images[size]) };
      return { fileName: `${page}.jpg`, contentType: 'image/jpeg', isInline: true, content };
    },
  };
}
