import type { FileOutput } from '#shared/kit/define.ts';
import { type LectureId, type PartId, partId } from '#shared/kit/ids.ts';
import { type SlideDeck, type SlideSize, slideRules } from '#shared/slides.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Closable } from '../kernel/disposer.ts';
import type { FileStore, StoredFile } from '../kernel/file-store.ts';
import type { Logger } from '../kernel/logger.ts';
import { type Deck, deckView, type SlideRepo } from './slide.repo.ts';
import type { SlideConverter } from './slide-converter.ts';

/** Sets of slides: brought, made into page images one after the other, handed out. */
export type Slides = Closable & {
  /** Goes on with what a stop interrupted. */
  start(): Promise<void>;
  list(id: LectureId): Promise<SlideDeck[]>;
  /** The file is in the store; the images follow. */
  bring(id: LectureId, fileName: string, file: StoredFile): Promise<SlideDeck>;
  remove(id: LectureId, deckId: PartId): Promise<void>;
  /** A deck of this lecture that can be shown; else `invalid_state/slides_not_ready`. */
  ready(id: LectureId, deckId: PartId): Promise<Deck>;
  noteShown(deckId: PartId): Promise<void>;
  page(
    where: { lectureId: LectureId; deckId: PartId; page: number; size: SlideSize },
    onlyShown: boolean,
  ): Promise<FileOutput>;
};

type Deps = {
  repo: SlideRepo;
  converter: SlideConverter;
  files: FileStore;
  newId: () => string;
  clock: Clock;
  log: Logger;
};

const isPdf = (head: Uint8Array): boolean => Buffer.from(head.subarray(0, 1_024)).includes('%PDF-');

export function createSlides(deps: Deps): Slides {
  const { repo, files, newId, clock, log } = deps;
  let queue: Promise<void> = Promise.resolve();
  let isClosed = false;

  const enqueue = (deck: Deck): void => {
    queue = queue
      .then(() => (isClosed ? undefined : convert(deps, deck, () => isClosed)))
      .catch((error: unknown) => log.error({ err: error, deckId: deck.id }, 'slides could not be converted'));
  };
  const find = async (id: LectureId, deckId: PartId): Promise<Deck> => {
    const deck = await repo.find(deckId);
    if (deck === null || deck.lectureId !== id) throw new AppError('not_found', 'slides_unknown');
    return deck;
  };

  return {
    start: async () => {
      for (const deck of await repo.converting()) enqueue(deck);
    },
    list: async (id) => (await repo.ofLecture(id)).map(deckView),
    async bring(id, fileName, file) {
      if (!isPdf(file.head)) throw new AppError('invalid_input', 'slides_not_pdf');
      const there = await repo.ofLecture(id);
      const same = there.find((one) => one.fileHash === file.hash && one.state !== 'failed');
      if (same) return deckView(same);
      const again = there.find((one) => one.fileHash === file.hash);
      if (again) await repo.remove(again.id);
      if (there.length - (again ? 1 : 0) >= slideRules.maxDecks) {
        throw new AppError('conflict', 'slides_too_many', { params: { maximum: slideRules.maxDecks } });
      }
      const deck: Deck = {
        id: partId.parse(newId()),
        lectureId: id,
        fileName,
        fileHash: file.hash,
        state: 'converting',
        pages: 0,
        images: [],
        failure: null,
        uploadedAt: clock.date(),
        shownAt: null,
      };
      if (await repo.insert(deck)) enqueue(deck);
      return deckView((await repo.ofLecture(id)).find((one) => one.fileHash === file.hash) ?? deck);
    },
    async remove(id, deckId) {
      await find(id, deckId);
      await repo.remove(deckId);
    },
    async ready(id, deckId) {
      const deck = await find(id, deckId);
      if (deck.state !== 'ready') throw new AppError('invalid_state', 'slides_not_ready');
      return deck;
    },
    noteShown: (deckId) => repo.noteShown(deckId, clock.date()),
    async page({ lectureId, deckId, page, size }, onlyShown) {
      const deck = await find(lectureId, deckId);
      const images = deck.images[page - 1];
      if (images === undefined || (onlyShown && deck.shownAt === null)) {
        throw new AppError('not_found', 'slides_unknown');
      }
      const content = { path: files.pathOf(images[size]) };
      return { fileName: `${page}.jpg`, contentType: 'image/jpeg', isInline: true, content };
    },
    close: () => {
      isClosed = true;
    },
  };
}

/** Page by page, each stored when it is made, so that an interrupted conversion goes on where it was. */
async function convert({ repo, converter, files }: Deps, { id }: Deck, isStopped: () => boolean): Promise<void> {
  const deck = await repo.find(id);
  if (deck === null || deck.state !== 'converting') return;
  const path = files.pathOf(deck.fileHash);
  try {
    const pages = await converter.countPages(path);
    await repo.setPages(id, pages);
    for (let done = deck.images.length; done < pages; done += 1) {
      if (isStopped()) return;
      await repo.addPage(id, done, await converter.page(path, done + 1));
    }
    await repo.settle(id, 'ready', null);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid_input') throw error;
    await repo.settle(id, 'failed', error.reason);
  }
}
