import { type Connection, type Model, Schema } from 'mongoose';
import { number, text, textOrNull, time, timeOrNull } from '../db/fields.ts';
import { defineModel, partOptions, schemaOptions, stringId } from '../db/schema-options.ts';

/** A set of slides of one lecture: the file, and the page images that were made of it so far (at most 300). */
export type DeckDocument = {
  _id: string;
  lectureId: string;
  fileName: string;
  fileHash: string;
  /** The PDF itself, or the one that was made of a presentation; null until it is made. */
  pdfHash: string | null;
  state: string;
  pages: number;
  images: { large: string; small: string }[];
  notes: { page: number; text: string }[];
  /** Decks of a lecture stand in this order. */
  position: number;
  failure: string | null;
  uploadedAt: Date;
  /** Set once halls have seen it. */
  shownAt: Date | null;
};

const deckSchema = new Schema<DeckDocument>(
  {
    _id: stringId,
    lectureId: text,
    fileName: text,
    fileHash: text,
    pdfHash: textOrNull,
    state: text,
    pages: { type: Number, default: 0 },
    images: [new Schema({ large: text, small: text }, partOptions)],
    notes: [new Schema({ page: Number, text }, partOptions)],
    position: { type: Number, default: 0 },
    failure: textOrNull,
    uploadedAt: time,
    shownAt: timeOrNull,
  },
  schemaOptions,
)
  // The same file twice in one lecture is one deck, whoever is first.
  .index({ lectureId: 1, fileHash: 1 }, { unique: true })
  .index({ state: 1 });

/** What stands on the screens of one lecture; its key is the lecture's. */
export type SlidesNowDocument = {
  _id: string;
  deckId: string | null;
  isHidden: boolean;
  page: number;
  pages: number;
  strokes: { page: number; id: string; colour: string; points: number[] }[];
};

const slidesNowSchema = new Schema<SlidesNowDocument>(
  {
    _id: stringId,
    deckId: textOrNull,
    isHidden: { type: Boolean, default: false },
    page: number,
    pages: number,
    strokes: [new Schema({ page: Number, id: text, colour: text, points: [Number] }, partOptions)],
  },
  schemaOptions,
);

export const deckModel = (connection: Connection): Model<DeckDocument> =>
  defineModel(connection, 'slideDecks', deckSchema);
export const slidesNowModel = (connection: Connection): Model<SlidesNowDocument> =>
  defineModel(connection, 'slidesNow', slidesNowSchema);
