import type { PartId } from '#shared/kit/ids.ts';
import { type SlidesNow, type Stroke, slideRules } from '#shared/slides.ts';
import { AppError } from '../kernel/app-error.ts';

type PageStroke = Stroke & { readonly page: number };
/** What stands on the screens; strokes of all pages, so that turning back shows them again. */
export type SlidesBook = {
  readonly deckId: PartId | null;
  readonly page: number;
  readonly pages: number;
  readonly strokes: readonly PageStroke[];
};

export const emptySlides: SlidesBook = { deckId: null, page: 1, pages: 0, strokes: [] };

export const shown = (book: SlidesBook, deck: { id: PartId; pages: number } | null): SlidesBook => {
  if (deck === null) return book.deckId === null ? book : emptySlides;
  return book.deckId === deck.id ? book : { deckId: deck.id, page: 1, pages: deck.pages, strokes: [] };
};

export function turned(book: SlidesBook, page: number): SlidesBook {
  if (book.deckId === null || page > book.pages) throw new AppError('invalid_state', 'no_such_page');
  return page === book.page ? book : { ...book, page };
}

/** A stroke that came twice is one; beyond the limit the oldest goes. */
export function drawn(book: SlidesBook, stroke: Stroke): SlidesBook {
  if (book.deckId === null) throw new AppError('invalid_state', 'no_such_page');
  if (book.strokes.some(({ id }) => id === stroke.id)) return book;
  return { ...book, strokes: [...book.strokes, { ...stroke, page: book.page }].slice(-slideRules.maxStrokes) };
}

export const wiped = (book: SlidesBook): SlidesBook => ({
  ...book,
  strokes: book.strokes.filter(({ page }) => page !== book.page),
});

export const nowOf = ({ deckId, page, pages, strokes }: SlidesBook): SlidesNow => ({
  deckId,
  page,
  pages,
  strokes: strokes.filter((one) => one.page === page).map(({ page: _, ...one }) => one),
});
