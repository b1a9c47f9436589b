import { describe, expect, it } from 'vitest';
import { partId } from '#shared/kit/ids.ts';
import { type Stroke, slideRules } from '#shared/slides.ts';
import { AppError } from '../../server/src/kernel/app-error.ts';
import { drawn, emptySlides, erased, hidden, nowOf, shown, turned } from '../../server/src/slides/slide.rules.ts';
import { kindOf } from '../../server/src/slides/slide-kind.rules.ts';

const id = (n: number) => partId.parse(n.toString(16).padStart(24, '0'));
const deck = { id: id(1), pages: 300 };
const line = (n: number): Stroke => ({ id: id(n), colour: 'blue', points: [0, 0, 10, 10] });
const at = (page: number) => ({ deckId: deck.id, page });
const reasonOf = (act: () => unknown): string => {
  try {
    act();
    return 'ok';
  } catch (error) {
    return error instanceof AppError ? error.reason : String(error);
  }
};

describe('what stands on the screens', () => {
  it('[SLI5] where there are too many lines in all, the oldest of another page goes', () => {
    let book = shown(emptySlides, deck);
    for (let n = 0; n < slideRules.maxStrokes; n += 1) {
      book = drawn(book, at(1 + Math.floor(n / slideRules.maxStrokesOfPage)), line(n));
    }
    const last = 1 + Math.floor((slideRules.maxStrokes - 1) / slideRules.maxStrokesOfPage);
    const more = drawn(book, at(last), line(10_000));
    expect(more.strokes).toHaveLength(slideRules.maxStrokes);
    expect(more.strokes.some((one) => one.id === id(0))).toBe(false);
    expect(more.strokes.at(-1)?.id).toBe(id(10_000));
  });

  it('[SLI5] slides that were taken off come back where they were, another deck begins anew', () => {
    const drawnOn = drawn(turned(shown(emptySlides, deck), at(7)), at(7), line(1));
    const back = shown(hidden(drawnOn), deck);
    expect(nowOf(hidden(drawnOn), { x: 1, y: 1 })).toMatchObject({ deckId: null, strokes: [], pointer: null });
    expect(nowOf(back, null)).toMatchObject({ page: 7, strokes: [{ id: id(1) }] });
    expect(shown(drawnOn, { id: id(2), pages: 4 })).toMatchObject({ page: 1, pages: 4, strokes: [] });
  });

  it('[SLI5] who acts on slides that are not there any more is refused, and nothing changes twice', () => {
    const book = shown(emptySlides, deck);
    expect(reasonOf(() => turned(hidden(book), at(2)))).toBe('slides_changed');
    expect(reasonOf(() => drawn(book, { deckId: id(9), page: 1 }, line(1)))).toBe('slides_changed');
    expect(reasonOf(() => turned(book, at(301)))).toBe('no_such_page');
    expect(turned(book, at(1))).toBe(book);
    expect(erased(book, at(1), id(5))).toBe(book);
    const once = drawn(book, at(1), line(1));
    expect(drawn(once, at(1), line(1))).toBe(once);
  });

  it('[SLI2] a file is what its first bytes say', () => {
    const zip = Buffer.from('504b030414', 'hex');
    const compound = Buffer.from('d0cf11e0a1b11ae100', 'hex');
    expect(kindOf(Buffer.from('%PDF-1.7'), '没有后缀')).toBe('pdf');
    expect(kindOf(zip, '普法.PPTX')).toBe('presentation');
    expect(kindOf(compound, '旧版.ppt')).toBe('presentation');
    expect(reasonOf(() => kindOf(compound, '加密.pptx'))).toBe('slides_locked');
    expect(reasonOf(() => kindOf(zip, '通知.docx'))).toBe('slides_not_pdf');
    expect(reasonOf(() => kindOf(Buffer.from('hello'), '普法.pptx'))).toBe('slides_not_pdf');
  });
});
