import { z } from 'zod';
import { command, event, fileOutput, route } from './kit/define.ts';
import { isoTime } from './kit/fields.ts';
import { lectureId, partId } from './kit/ids.ts';

/** Limits of a set of slides; a longer one is split by whoever brings it. */
export const slideRules = {
  maxBytes: 100_000_000,
  maxPages: 300,
  maxDecks: 10,
  maxNote: 2_000,
  maxStrokesOfPage: 60,
  maxStrokes: 400,
  maxPoints: 200,
};

/** The longer side of the page images in pixels. */
export const slideSizes = { large: 1600, small: 400 } as const;
const slideSize = z.enum(['large', 'small']);
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

const pageNumber = z.number().int().min(1).max(slideRules.maxPages);
const thousandth = z.number().int().min(0).max(1_000);

/** Pen colours that stand out on paper. */
export const penColours = ['red', 'blue'] as const;
export type PenColour = (typeof penColours)[number];
/** One line of the pen: x and y in thousandths of the page's width and height, in turn. */
export const stroke = z.strictObject({
  id: partId,
  colour: z.enum(penColours),
  points: z
    .array(thousandth)
    .min(4)
    .max(2 * slideRules.maxPoints)
    .refine((points) => points.length % 2 === 0),
});
export type Stroke = z.infer<typeof stroke>;
const spot = z.strictObject({ x: thousandth, y: thousandth });
export type Spot = z.infer<typeof spot>;

/** What stands on every screen: no deck, no slides. Strokes are those of the page. */
export const slidesNow = z.object({
  deckId: partId.nullable(),
  page: z.number().int(),
  pages: z.number().int(),
  strokes: z.array(stroke),
  pointer: spot.nullable(),
});
export type SlidesNow = z.infer<typeof slidesNow>;

const slideNote = z.strictObject({ page: pageNumber, text: z.string().trim().max(slideRules.maxNote) });
export type SlideNote = z.infer<typeof slideNote>;

const directors = ['lecturer', 'organizer'] as const;
const inLecture = ['hall', 'lecturer', 'organizer', 'supervisor'] as const;
const nothing = z.object({});
const readByDirectors = { roles: directors, audit: false, repeat: 'natural' } as const;
const changedByDirectors = { roles: directors, audit: { object: 'lectureId' }, repeat: 'natural' } as const;
const deckPath = '/api/lectures/:lectureId/slides/:deckId';

export const slideRoutes = {
  listSlideDecks: route({
    method: 'GET',
    path: '/api/lectures/:lectureId/slides',
    input: z.strictObject({ lectureId }),
    /** `takesPowerPoint`: the server has LibreOffice; without it only PDF is taken. */
    output: z.object({ decks: z.array(slideDeck), takesPowerPoint: z.boolean() }),
    ...readByDirectors,
  }),
  /** A PDF or a presentation of at most 100 MB; it is made into page images afterwards, see `done`. The same file twice is one deck. */
  uploadSlides: route({
    method: 'POST',
    path: '/api/lectures/:lectureId/slides',
    input: z.strictObject({ lectureId, fileName: z.string().trim().min(1).max(200) }),
    output: slideDeck,
    upload: { maxBytes: slideRules.maxBytes },
    ...changedByDirectors,
  }),
  /** The decks in this order; those that are not named come last. */
  orderSlideDecks: route({
    method: 'PUT',
    path: '/api/lectures/:lectureId/slides',
    input: z.strictObject({ lectureId, deckIds: z.array(partId).max(slideRules.maxDecks) }),
    output: nothing,
    ...changedByDirectors,
  }),
  /** Also while it is being converted, which then stops. `conflict/slides_on_screen` while halls see it. */
  removeSlideDeck: route({
    method: 'DELETE',
    path: deckPath,
    input: z.strictObject({ lectureId, deckId: partId }),
    output: nothing,
    ...changedByDirectors,
  }),
  /** What the lecturer wants to say to each page; nobody else reads it. */
  slideNotes: route({
    method: 'GET',
    path: `${deckPath}/notes`,
    input: z.strictObject({ lectureId, deckId: partId }),
    output: z.object({ notes: z.array(slideNote) }),
    ...readByDirectors,
  }),
  writeSlideNote: route({
    method: 'PUT',
    path: `${deckPath}/notes`,
    input: z.strictObject({ lectureId, deckId: partId, ...slideNote.shape }),
    output: nothing,
    ...changedByDirectors,
  }),
  /** One page as a JPEG. Halls get a page once the deck was shown. */
  slidePage: route({
    method: 'GET',
    path: `${deckPath}/pages/:page`,
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

const ofDirector = { output: nothing, roles: directors, audit: false, repeat: 'natural' } as const;
const ofPage = { lectureId, deckId: partId, page: pageNumber };

/**
 * Slides of a running lecture, directed by lecturer or organizer. Refused as `stage` commands are, and with
 * `invalid_state/slides_changed` where the deck is not the one on the screens any more.
 */
export const slideCommands = {
  /** Shows a deck at a page (default: where it was left, or the first), or takes the slides off (null). */
  'slides:show': command({
    ...ofDirector,
    input: z.strictObject({ lectureId, deckId: partId.nullable(), page: pageNumber.optional() }),
  }),
  'slides:turn': command({ ...ofDirector, input: z.strictObject(ofPage) }),
  'slides:draw': command({ ...ofDirector, input: z.strictObject({ ...ofPage, stroke }) }),
  'slides:erase': command({ ...ofDirector, input: z.strictObject({ ...ofPage, strokeId: partId }) }),
  /** Wipes the page. */
  'slides:wipe': command({ ...ofDirector, input: z.strictObject(ofPage) }),
  /** Where the pointer is; null takes it away. Nothing of it is kept. */
  'slides:point': command({
    ...ofDirector,
    input: z.strictObject({ lectureId, at: spot.nullable() }),
    limit: 'media',
  }),
};

const news = <T extends z.ZodRawShape>(rest: T) =>
  event({ payload: z.object({ lectureId, seq: z.number().int(), ...rest }), roles: inLecture });

export const slideEvents = {
  'slides:changed': news({ slides: slidesNow }),
  'slides:drawn': news({ page: z.number().int(), stroke }),
  'slides:erased': news({ page: z.number().int(), strokeId: partId }),
  'slides:pointed': news({ at: spot.nullable() }),
};
