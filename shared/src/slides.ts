import { z } from 'zod';
import { command, event, fileOutput, route } from './kit/define.ts';
import { isoTime } from './kit/fields.ts';
import { lectureId, partId } from './kit/ids.ts';

/** Limits of a set of slides; a longer one is split by whoever brings it. */
export const slideRules = { maxBytes: 100_000_000, maxPages: 300, maxDecks: 10, maxStrokes: 200, maxPoints: 400 };

/** Widths of the page images in pixels. */
export const slideSizes = { large: 1600, small: 400 } as const;
export const slideSize = z.enum(['large', 'small']);
export type SlideSize = z.infer<typeof slideSize>;

export const deckState = z.enum(['converting', 'ready', 'failed']);
/** A set of slides that was brought for a lecture. `done` of `pages` are images already; `pages` is 0 until it is known. */
export const slideDeck = z.object({
  id: partId,
  fileName: z.string(),
  state: deckState,
  pages: z.number().int(),
  done: z.number().int(),
  /** Why it failed: a key of the error texts. */
  failure: z.string().nullable(),
  uploadedAt: isoTime,
});
export type SlideDeck = z.infer<typeof slideDeck>;

/** Pen colours that stand out on paper. */
export const penColours = ['red', 'blue'] as const;
/** One line of the pen: x and y in thousandths of the page's width and height, in turn. */
export const stroke = z.strictObject({
  id: partId,
  colour: z.enum(penColours),
  points: z.array(z.number().int().min(0).max(1_000)).min(4).max(slideRules.maxPoints),
});
export type Stroke = z.infer<typeof stroke>;

/** What stands on every screen: no deck, no slides. Strokes are those of the page. */
export const slidesNow = z.object({
  deckId: partId.nullable(),
  page: z.number().int(),
  pages: z.number().int(),
  strokes: z.array(stroke),
});
export type SlidesNow = z.infer<typeof slidesNow>;

const directors = ['lecturer', 'organizer'] as const;
const inLecture = ['hall', 'lecturer', 'organizer', 'supervisor'] as const;

export const slideRoutes = {
  listSlideDecks: route({
    method: 'GET',
    path: '/api/lectures/:lectureId/slides',
    input: z.strictObject({ lectureId }),
    output: z.object({ decks: z.array(slideDeck) }),
    roles: directors,
    audit: false,
    repeat: 'natural',
  }),
  /** A PDF of at most 100 MB; it is made into page images afterwards, see `done`. The same file twice is one deck. */
  uploadSlides: route({
    method: 'POST',
    path: '/api/lectures/:lectureId/slides',
    input: z.strictObject({ lectureId, fileName: z.string().trim().min(1).max(200) }),
    output: slideDeck,
    roles: directors,
    audit: { object: 'lectureId' },
    repeat: 'natural',
    upload: { maxBytes: slideRules.maxBytes },
  }),
  removeSlideDeck: route({
    method: 'DELETE',
    path: '/api/lectures/:lectureId/slides/:deckId',
    input: z.strictObject({ lectureId, deckId: partId }),
    output: z.object({}),
    roles: directors,
    audit: { object: 'lectureId' },
    repeat: 'natural',
  }),
  /** One page as a JPEG. Halls get a page once the deck was shown. */
  slidePage: route({
    method: 'GET',
    path: '/api/lectures/:lectureId/slides/:deckId/pages/:page',
    input: z.strictObject({
      lectureId,
      deckId: partId,
      page: z.coerce.number().int().min(1).max(slideRules.maxPages),
      size: slideSize.default('large'),
    }),
    output: fileOutput,
    roles: inLecture,
    audit: false,
    repeat: 'natural',
  }),
};

const nothing = z.object({});
const ofDirector = { output: nothing, roles: directors, audit: false, repeat: 'natural' } as const;

/** Slides of a running lecture, directed by lecturer or organizer. Refused as `stage` commands are. */
export const slideCommands = {
  /** Shows a deck from its first page, or takes the slides off (null). */
  'slides:show': command({ ...ofDirector, input: z.strictObject({ lectureId, deckId: partId.nullable() }) }),
  'slides:turn': command({
    ...ofDirector,
    input: z.strictObject({ lectureId, page: z.number().int().min(1).max(slideRules.maxPages) }),
  }),
  'slides:draw': command({ ...ofDirector, input: z.strictObject({ lectureId, stroke }) }),
  /** Wipes the page. */
  'slides:wipe': command({ ...ofDirector, input: z.strictObject({ lectureId }) }),
  /** Where the pointer is, in thousandths; null takes it away. Nothing of it is kept. */
  'slides:point': command({
    ...ofDirector,
    input: z.strictObject({
      lectureId,
      at: z.strictObject({ x: z.number().int().min(0).max(1_000), y: z.number().int().min(0).max(1_000) }).nullable(),
    }),
    limit: 'media',
  }),
};

export const slideEvents = {
  'slides:changed': event({
    payload: z.object({ lectureId, seq: z.number().int(), slides: slidesNow }),
    roles: inLecture,
  }),
  'slides:pointed': event({
    payload: z.object({
      lectureId,
      seq: z.number().int(),
      at: z.object({ x: z.number().int(), y: z.number().int() }).nullable(),
    }),
    roles: inLecture,
  }),
};
