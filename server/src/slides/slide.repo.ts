import type { Connection } from 'mongoose';
import { z } from 'zod';
import { type FileHash, fileHash, type LectureId, lectureId, type PartId, partId } from '#shared/kit/ids.ts';
import { deckState, penColours, type SlideDeck, type SlideNote, slideRules } from '#shared/slides.ts';
import { guarded, insertedOnce } from '../db/errors.ts';
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
  pdfHash: fileHash.nullable(),
  state: deckState,
  pages: z.number(),
  images: z.array(pageImages),
  notes: z.array(z.object({ page: z.number(), text: z.string() })),
  position: z.number(),
  failure: z.string().nullable(),
  uploadedAt: z.date(),
  shownAt: z.date().nullable(),
});
export type Deck = Omit<z.infer<typeof storedDeck>, '_id'> & { id: PartId };

const storedNow = z.object({
  deckId: partId.nullable(),
  isHidden: z.boolean(),
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
  setPdf(id: PartId, hash: FileHash): Promise<void>;
  setPosition(id: PartId, position: number): Promise<void>;
  /** Takes the place of what was noted to this page. */
  writeNote(id: PartId, note: SlideNote): Promise<void>;
  /** Every file that a deck refers to. */
  usedFiles(): Promise<Set<FileHash>>;
  remove(id: PartId): Promise<void>;
  loadNow(id: LectureId): Promise<SlidesBook>;
  saveNow(id: LectureId, book: SlidesBook): Promise<void>;
};

export function createSlideRepo(connection: Connection): SlideRepo {
  const decks = deckModel(connection);
  const now = slidesNowModel(connection);
  return {
    insert: ({ id, ...rest }) => guarded(() => insertedOnce(() => decks.create({ _id: id, ...rest }))),
    find: (id) =>
      guarded(async () => {
        const found = await decks.findById(id).lean();
        return found === null ? null : deckOf(found);
      }),
    ofLecture: (id) =>
      guarded(async () =>
        (await decks.find({ lectureId: id }).sort({ position: 1, uploadedAt: 1 }).lean()).map(deckOf),
      ),
    converting: () => guarded(async () => (await decks.find({ state: 'converting' }).lean()).map(deckOf)),
    setPages: (id, pages) => guarded(async () => void (await decks.updateOne({ _id: id }, { $set: { pages } }))),
    addPage: (id, before, images) =>
      guarded(async () => {
        await decks.updateOne({ _id: id, images: trusted({ $size: before }) }, { $push: { images } });
      }),
    settle: (id, state, failure) =>
      guarded(async () => void (await decks.updateOne({ _id: id }, { $set: { state, failure } }))),
    noteShown: (id, at) => guarded(async () => void (await decks.updateOne({ _id: id }, { $set: { shownAt: at } }))),
    setPdf: (id, pdfHash) => guarded(async () => void (await decks.updateOne({ _id: id }, { $set: { pdfHash } }))),
    setPosition: (id, position) =>
      guarded(async () => void (await decks.updateOne({ _id: id }, { $set: { position } }))),
    writeNote: (id, note) =>
      guarded(async () => {
        const there = await decks.updateOne(
          { _id: id, 'notes.page': note.page },
          { $set: { 'notes.$.text': note.text } },
        );
        if (there.matchedCount > 0) return;
        await decks.updateOne({ _id: id, 'notes.page': trusted({ $ne: note.page }) }, { $push: { notes: note } });
      }),
    usedFiles: () => guarded(async () => new Set((await decks.find().lean()).map(deckOf).flatMap(filesOf))),
    remove: (id) => guarded(async () => void (await decks.deleteOne({ _id: id }))),
    loadNow: (id) =>
      guarded(async () => {
        const found = await now.findById(id).lean();
        return found === null ? emptySlides : storedNow.parse(found);
      }),
    saveNow: (id, { deckId, isHidden, page, pages, strokes }) =>
      guarded(async () => {
        const ofPages = strokes.map((one) => ({ ...one, points: [...one.points] }));
        const fields = { deckId, isHidden, page, pages, strokes: ofPages };
        await now.updateOne({ _id: id }, { $set: fields }, { upsert: true });
      }),
  };
}

function deckOf(found: unknown): Deck {
  const { _id, ...rest } = storedDeck.parse(found);
  return { id: _id, ...rest };
}

const filesOf = ({ fileHash: file, pdfHash, images }: Deck): FileHash[] => [
  file,
  ...(pdfHash === null ? [] : [pdfHash]),
  ...images.flatMap(({ large, small }) => [large, small]),
];

export const deckView = ({ id, fileName, state, pages, images, failure, uploadedAt }: Deck): SlideDeck => ({
  id,
  fileName,
  state,
  pages,
  done: images.length,
  failure,
  uploadedAt: uploadedAt.toISOString(),
});
