import type { Connection } from 'mongoose';
import { z } from 'zod';
import { fileHash, type LectureId, lectureId, type PartId, partId } from '#shared/kit/ids.ts';
import { deckState, penColours, type SlideDeck, slideRules } from '#shared/slides.ts';
import { guarded, isDuplicateKey } from '../db/errors.ts';
import { trusted } from '../db/schema-options.ts';
import { deckModel, slidesNowModel } from './slide.model.ts';
import { emptySlides, type SlidesBook } from './slide.rules.ts';

const pageImages = z.object({ large: fileHash, small: fileHash });
export type PageImages = z.infer<typeof pageImages>;

/** The named seam between what is stored and the types of this module. */
const storedDeck = z.object({
  _id: partId,
  lectureId,
  fileName: z.string(),
  fileHash,
  state: deckState,
  pages: z.number(),
  images: z.array(pageImages),
  failure: z.string().nullable(),
  uploadedAt: z.date(),
  shownAt: z.date().nullable(),
});
export type Deck = Omit<z.infer<typeof storedDeck>, '_id'> & { id: PartId };

const storedNow = z.object({
  deckId: partId.nullable(),
  page: z.number(),
  pages: z.number(),
  strokes: z
    .array(z.object({ page: z.number(), id: partId, colour: z.enum(penColours), points: z.array(z.number()) }))
    .max(slideRules.maxStrokes),
});

export type SlideRepo = {
  /** False if this lecture has this file already. */
  insert(deck: Deck): Promise<boolean>;
  find(id: PartId): Promise<Deck | null>;
  ofLecture(id: LectureId): Promise<Deck[]>;
  /** What a stop interrupted. */
  converting(): Promise<Deck[]>;
  setPages(id: PartId, pages: number): Promise<void>;
  /** Adds the image of the page after the ones there are; nothing if somebody else did. */
  addPage(id: PartId, before: number, images: PageImages): Promise<void>;
  settle(id: PartId, state: 'ready' | 'failed', failure: string | null): Promise<void>;
  noteShown(id: PartId, at: Date): Promise<void>;
  remove(id: PartId): Promise<void>;
  loadNow(id: LectureId): Promise<SlidesBook>;
  saveNow(id: LectureId, book: SlidesBook): Promise<void>;
};

export function createSlideRepo(connection: Connection): SlideRepo {
  const decks = deckModel(connection);
  const now = slidesNowModel(connection);
  return {
    insert: ({ id, ...rest }) =>
      guarded(async () => {
        try {
          await decks.create({ _id: id, ...rest });
          return true;
        } catch (error) {
          if (isDuplicateKey(error)) return false;
          throw error;
        }
      }),
    find: (id) =>
      guarded(async () => {
        const found = await decks.findById(id).lean();
        return found === null ? null : deckOf(found);
      }),
    ofLecture: (id) =>
      guarded(async () => (await decks.find({ lectureId: id }).sort({ uploadedAt: 1 }).lean()).map(deckOf)),
    converting: () => guarded(async () => (await decks.find({ state: 'converting' }).lean()).map(deckOf)),
    setPages: (id, pages) => guarded(async () => void (await decks.updateOne({ _id: id }, { $set: { pages } }))),
    addPage: (id, before, images) =>
      guarded(async () => {
        await decks.updateOne({ _id: id, images: trusted({ $size: before }) }, { $push: { images } });
      }),
    settle: (id, state, failure) =>
      guarded(async () => void (await decks.updateOne({ _id: id }, { $set: { state, failure } }))),
    noteShown: (id, at) => guarded(async () => void (await decks.updateOne({ _id: id }, { $set: { shownAt: at } }))),
    remove: (id) => guarded(async () => void (await decks.deleteOne({ _id: id }))),
    loadNow: (id) =>
      guarded(async () => {
        const found = await now.findById(id).lean();
        return found === null ? emptySlides : storedNow.parse(found);
      }),
    saveNow: (id, { deckId, page, pages, strokes }) =>
      guarded(async () => {
        const fields = { deckId, page, pages, strokes: strokes.map((one) => ({ ...one, points: [...one.points] })) };
        await now.updateOne({ _id: id }, { $set: fields }, { upsert: true });
      }),
  };
}

function deckOf(found: unknown): Deck {
  const { _id, ...rest } = storedDeck.parse(found);
  return { id: _id, ...rest };
}

export const deckView = ({ id, fileName, state, pages, images, failure, uploadedAt }: Deck): SlideDeck => ({
  id,
  fileName,
  state,
  pages,
  done: images.length,
  failure,
  uploadedAt: uploadedAt.toISOString(),
});
