import { type LectureId, type PartId, partId } from '#shared/kit/ids.ts';
import { HOUR_MS } from '#shared/kit/time.ts';
import { type SlideDeck, type SlideNote, slideRules } from '#shared/slides.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Closable, Handle } from '../kernel/disposer.ts';
import type { FileStore, StoredFile } from '../kernel/file-store.ts';
import type { Logger } from '../kernel/logger.ts';
import { createDeckShelf, type DeckShelf } from './deck-shelf.ts';
import { type Deck, deckView, type SlideRepo } from './slide.repo.ts';
import type { SlideConverter } from './slide-converter.ts';
import { kindOf } from './slide-kind.rules.ts';
import { createSlideQueue, type SlideQueue } from './slide-queue.ts';

/** Sets of slides: brought, made into page images one after the other, handed out. */
export type Slides = Closable &
  Pick<DeckShelf, 'takeOut' | 'page'> & {
    /** Where the bytes of uploads go, and nothing else does. */
    readonly files: FileStore;
    /** Goes on with what a stop interrupted. */
    start(): Promise<void>;
    list(id: LectureId): Promise<{ decks: SlideDeck[]; takesPowerPoint: boolean }>;
    /** The file is in the store; the images follow. */
    bring(id: LectureId, fileName: string, file: StoredFile): Promise<SlideDeck>;
    order(id: LectureId, deckIds: readonly PartId[]): Promise<void>;
    remove(id: LectureId, deckId: PartId): Promise<void>;
    notes(id: LectureId, deckId: PartId): Promise<SlideNote[]>;
    writeNote(id: LectureId, deckId: PartId, note: SlideNote): Promise<void>;
  };

type Deps = {
  repo: SlideRepo;
  converter: SlideConverter;
  files: FileStore;
  /** Do halls see this deck now? */
  isOnScreen: (id: LectureId, deckId: PartId) => boolean;
  newId: () => string;
  clock: Clock;
  log: Logger;
};

export function createSlides(deps: Deps): Slides {
  const { repo, files, converter, isOnScreen, clock } = deps;
  const queue = createSlideQueue(deps);
  const shelf = createDeckShelf(deps);
  let sweeping: Handle | undefined;
  const sweep = async (): Promise<void> => {
    const used = await repo.usedFiles();
    await files.sweep((hash) => used.has(hash), HOUR_MS, clock.now());
  };

  return {
    files,
    start: async () => {
      for (const deck of await repo.converting()) queue.add(deck.id);
      sweeping = clock.every(HOUR_MS, 'sweep slides', sweep);
    },
    list: async (id) => ({
      decks: (await repo.ofLecture(id)).map(deckView),
      takesPowerPoint: await converter.takesPresentations(),
    }),
    bring: (id, fileName, file) => bring(deps, queue, { id, fileName, file }),
    async order(id, deckIds) {
      const there = await repo.ofLecture(id);
      const rank = (deck: Deck) => (deckIds.includes(deck.id) ? deckIds.indexOf(deck.id) : deckIds.length);
      const ordered = there.toSorted((a, b) => rank(a) - rank(b));
      for (const [position, deck] of ordered.entries()) {
        if (deck.position !== position) await repo.setPosition(deck.id, position);
      }
    },
    async remove(id, deckId) {
      await shelf.find(id, deckId);
      if (isOnScreen(id, deckId)) throw new AppError('conflict', 'slides_on_screen');
      await repo.remove(deckId);
      shelf.forget(deckId);
      queue.cancel(deckId);
    },
    notes: async (id, deckId) => {
      await shelf.find(id, deckId);
      return (await repo.find(deckId))?.notes ?? [];
    },
    async writeNote(id, deckId, note) {
      await shelf.find(id, deckId);
      await repo.writeNote(deckId, note);
    },
    takeOut: shelf.takeOut,
    page: shelf.page,
    close: () => {
      sweeping?.close();
      return queue.close();
    },
  };
}

type Brought = { id: LectureId; fileName: string; file: StoredFile };

async function bring(
  { repo, converter, newId, clock }: Deps,
  queue: SlideQueue,
  { id, fileName, file }: Brought,
): Promise<SlideDeck> {
  const kind = kindOf(file.head, fileName);
  if (kind === 'presentation' && !(await converter.takesPresentations())) {
    throw new AppError('invalid_input', 'slides_no_office');
  }
  const there = await repo.ofLecture(id);
  const same = there.find((one) => one.fileHash === file.hash);
  if (same && same.state !== 'failed') return deckView(same);
  if (same) await repo.remove(same.id);
  else if (there.length >= slideRules.maxDecks) {
    throw new AppError('conflict', 'slides_too_many', { params: { maximum: slideRules.maxDecks } });
  }
  const deck: Deck = {
    id: partId.parse(newId()),
    lectureId: id,
    fileName,
    fileHash: file.hash,
    pdfHash: kind === 'pdf' ? file.hash : null,
    position: 1 + Math.max(-1, ...there.map((one) => one.position)),
    state: 'converting',
    pages: 0,
    images: [],
    notes: [],
    failure: null,
    shownAt: null,
    uploadedAt: clock.date(),
  };
  if (await repo.insert(deck)) queue.add(deck.id);
  return deckView((await repo.ofLecture(id)).find((one) => one.fileHash === file.hash) ?? deck);
}
