import type { PartId } from '#shared/kit/ids.ts';
import { type SlidesNow, type Spot, type Stroke, slideRules } from '#shared/slides.ts';
import { AppError } from '../kernel/app-error.ts';

type PageStroke = Stroke & { readonly page: number };
/** What stands on the screens; strokes of all pages, so that turning back shows them again. */
export type SlidesBook = {
  readonly deckId: PartId | null;
  /** Taken off the screens; page and strokes wait for its return. */
  readonly isHidden: boolean;
  readonly page: number;
  readonly pages: number;
  readonly strokes: readonly PageStroke[];
};

/** The page that whoever acts has before their eyes. */
export type PageSeen = { readonly deckId: PartId; readonly page: number };

export const emptySlides: SlidesBook = { deckId: null, isHidden: false, page: 1, pages: 0, strokes: [] };

export function shown(book: SlidesBook, deck: { id: PartId; pages: number }, page?: number): SlidesBook {
  if (page !== undefined) checkPage(deck, page);
  if (book.deckId === deck.id) {
    const next = page ?? book.page;
    return book.isHidden || next !== book.page ? { ...book, isHidden: false, page: next } : book;
  }
  return { ...emptySlides, deckId: deck.id, page: page ?? 1, pages: deck.pages };
}

export const hidden = (book: SlidesBook): SlidesBook =>
  book.deckId === null || book.isHidden ? book : { ...book, isHidden: true };

export function turned(book: SlidesBook, { deckId, page }: PageSeen): SlidesBook {
  checkOnScreen(book, deckId);
  checkPage(book, page);
  return page === book.page ? book : { ...book, page };
}

/** A stroke that came twice is one. Where there are too many in all, the oldest of other pages goes. */
export function drawn(book: SlidesBook, { deckId, page }: PageSeen, stroke: Stroke): SlidesBook {
  checkOnScreen(book, deckId);
  checkPage(book, page);
  if (book.strokes.some(({ id }) => id === stroke.id)) return book;
  const ofPage = book.strokes.filter((one) => one.page === page);
  if (ofPage.length >= slideRules.maxStrokesOfPage) throw new AppError('conflict', 'strokes_full');
  const strokes = [...book.strokes, { ...stroke, page }];
  if (strokes.length <= slideRules.maxStrokes) return { ...book, strokes };
  const oldest = strokes.find((one) => one.page !== page);
  return { ...book, strokes: strokes.filter((one) => one !== oldest) };
}

export function erased(book: SlidesBook, { deckId }: PageSeen, strokeId: PartId): SlidesBook {
  checkOnScreen(book, deckId);
  const strokes = book.strokes.filter(({ id }) => id !== strokeId);
  return strokes.length === book.strokes.length ? book : { ...book, strokes };
}

export function wiped(book: SlidesBook, { deckId, page }: PageSeen): SlidesBook {
  checkOnScreen(book, deckId);
  const strokes = book.strokes.filter((one) => one.page !== page);
  return strokes.length === book.strokes.length ? book : { ...book, strokes };
}

export const nowOf = ({ deckId, isHidden, page, pages, strokes }: SlidesBook, pointer: Spot | null): SlidesNow =>
  isHidden
    ? { deckId: null, page, pages, strokes: [], pointer: null }
    : {
        deckId,
        page,
        pages,
        strokes: strokes.filter((one) => one.page === page).map(({ page: _, ...one }) => one),
        pointer,
      };

/** Somebody showed another deck, or none, meanwhile. */
function checkOnScreen(book: SlidesBook, deckId: PartId): void {
  if (book.deckId !== deckId || book.isHidden) throw new AppError('invalid_state', 'slides_changed');
}

function checkPage({ pages }: { pages: number }, page: number): void {
  if (page > pages) throw new AppError('invalid_state', 'no_such_page');
}
