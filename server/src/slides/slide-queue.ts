import type { PartId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Closable } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import type { SlideRepo } from './slide.repo.ts';
import type { SlideConverter } from './slide-converter.ts';

/** Conversions, one at a time in the order they came. A stop only interrupts them. */
export type SlideQueue = Closable & {
  add(id: PartId): void;
  /** Nobody wants it any more: it stops where it is. */
  cancel(id: PartId): void;
};

type Deps = { repo: SlideRepo; converter: SlideConverter; clock: Clock; log: Logger };

/** The database may be away for a moment; what is converted already is not lost. */
const AGAIN_MS = 5_000;

export function createSlideQueue(deps: Deps): SlideQueue {
  const { repo, clock, log } = deps;
  let running: Promise<void> = Promise.resolve();
  let current: { id: PartId; abort: AbortController } | undefined;
  let isClosed = false;

  const convertOne = async (id: PartId): Promise<void> => {
    if (isClosed) return;
    const abort = new AbortController();
    current = { id, abort };
    try {
      await convert(deps, id, abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return;
      if (error instanceof AppError && error.code === 'unavailable') {
        clock.after(AGAIN_MS, 'convert slides again', () => add(id));
        return;
      }
      const reason = error instanceof AppError && error.code === 'invalid_input' ? error.reason : 'slides_unfinished';
      if (reason === 'slides_unfinished') log.error({ err: error, deckId: id }, 'slides could not be converted');
      await repo.settle(id, 'failed', reason);
    } finally {
      current = undefined;
    }
  };
  const add = (id: PartId): void => {
    running = running
      .then(() => convertOne(id))
      .catch((error: unknown) => log.error({ err: error, deckId: id }, 'the end of a conversion was not stored'));
  };

  return {
    add,
    cancel: (id) => {
      if (current?.id === id) current.abort.abort();
    },
    close: async () => {
      isClosed = true;
      current?.abort.abort();
      await running;
    },
  };
}

/** Page by page, each stored when it is made, so that an interrupted conversion goes on where it was. */
async function convert({ repo, converter }: Deps, id: PartId, signal: AbortSignal): Promise<void> {
  const deck = await repo.find(id);
  if (deck === null || deck.state !== 'converting') return;
  let pdf = deck.pdfHash;
  if (pdf === null) {
    pdf = await converter.toPdf(deck.fileHash, deck.fileName, signal);
    await repo.setPdf(id, pdf);
  }
  const pages = await converter.countPages(pdf, signal);
  await repo.setPages(id, pages);
  for (let done = deck.images.length; done < pages; done += 1) {
    await repo.addPage(id, done, await converter.page(pdf, done + 1, signal));
  }
  await repo.settle(id, 'ready', null);
}
