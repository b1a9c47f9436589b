import { randomBytes } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { type LectureId, lectureId, partId } from '#shared/kit/ids.ts';
import type { Database } from '../../server/src/db/connect.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { createFileStore } from '../../server/src/kernel/file-store.ts';
import { runBounded } from '../../server/src/slides/bounded-program.ts';
import { createSlideRepo } from '../../server/src/slides/slide.repo.ts';
import { createSlideConverter, type SlideConverter } from '../../server/src/slides/slide-converter.ts';
import { createSlides } from '../../server/src/slides/slides.service.ts';
import { temporaryDir, testDatabase, testLog } from '../support/engine.ts';
import { pdfOf } from '../support/pdf.ts';

let database: Database;
const clock = systemClock(testLog);
const dir = temporaryDir('slides');
const files = createFileStore(dir, 'slides');

beforeAll(async () => {
  database = await testDatabase();
});

const newId = (): string => randomBytes(12).toString('hex');
const newLecture = (): LectureId => lectureId.parse(newId());

/** The slides of one server process; `drawn` are the pages that it drew. */
function process(hold: (page: number) => Promise<void> = async () => undefined) {
  const real = createSlideConverter(files, join(dir, 'slides/work'));
  const drawn: number[] = [];
  const converter: SlideConverter = {
    ...real,
    page: async (pdf, page, signal) => {
      await hold(page);
      const images = await real.page(pdf, page, signal);
      drawn.push(page);
      return images;
    },
  };
  const repo = createSlideRepo(database.connection);
  const slides = createSlides({ repo, converter, files, isOnScreen: () => false, newId, clock, log: testLog });
  return { slides, repo, drawn };
}

async function bring(slides: ReturnType<typeof process>['slides'], id: LectureId, pdf: Uint8Array) {
  const path = join(dir, `${newId()}.pdf`);
  writeFileSync(path, pdf);
  return slides.bring(id, '课件.pdf', await files.put(createReadStream(path), 1_000_000));
}
const deckOf = async (slides: ReturnType<typeof process>['slides'], id: LectureId) => (await slides.list(id)).decks[0];

it('[SLI1] a conversion that a stop interrupted goes on with the page after the last', async () => {
  const id = newLecture();
  let release = (): void => undefined;
  const first = process((page) => (page < 3 ? Promise.resolve() : new Promise((resolve) => (release = resolve))));
  await bring(first.slides, id, pdfOf(4));
  await expect.poll(async () => (await deckOf(first.slides, id))?.done, { timeout: 20_000 }).toBe(2);
  const closing = first.slides.close();
  release();
  await closing;
  expect(await deckOf(first.slides, id)).toMatchObject({ state: 'converting', done: 2 });

  const second = process();
  await second.slides.start();
  await expect.poll(async () => (await deckOf(second.slides, id))?.state, { timeout: 20_000 }).toBe('ready');
  expect(second.drawn).toEqual([3, 4]);
  expect(readdirSync(join(dir, 'slides/work'))).toEqual([]);
  await second.slides.close();
});

it('[SLI1] one that is cancelled stops, and makes way for the next', async () => {
  const id = newLecture();
  const { slides, drawn } = process((page) => (page === 1 ? Promise.resolve() : clock.sleep(50)));
  const deck = await bring(slides, id, pdfOf(200));
  await expect.poll(() => drawn.length, { timeout: 20_000 }).toBeGreaterThan(0);
  await slides.remove(id, deck.id);
  const next = newLecture();
  await bring(slides, next, pdfOf(1));
  await expect.poll(async () => (await deckOf(slides, next))?.state, { timeout: 20_000 }).toBe('ready');
  expect(drawn.length).toBeLessThan(20);
  expect((await slides.list(id)).decks).toEqual([]);
  await slides.close();
});

it('[SLI3] page and strokes outlive a restart', async () => {
  const id = newLecture();
  const { repo } = process();
  const deckId = partId.parse(newId());
  const strokes = [{ id: partId.parse(newId()), page: 2, colour: 'red' as const, points: [1, 2, 3, 4] }];
  const book = { deckId, isHidden: true, page: 2, pages: 9, strokes };
  await repo.saveNow(id, book);
  await repo.saveNow(id, { ...book, page: 3 });
  expect(await process().repo.loadNow(id)).toEqual({ ...book, page: 3 });
});

it('[SLI7] files that no deck refers to are swept away after a while, and others stay', async () => {
  const id = newLecture();
  const { slides, repo } = process();
  const deck = await bring(slides, id, pdfOf(5));
  await expect.poll(async () => (await deckOf(slides, id))?.state, { timeout: 20_000 }).toBe('ready');
  const used = await repo.usedFiles();
  const paths = [...used].map((hash) => files.pathOf(hash));
  const stored = await repo.find(deck.id);
  const gone = paths.filter((path) => stored !== null && path === files.pathOf(stored.fileHash));
  const old = new Date(Date.now() - 2 * 3_600_000);
  for (const path of paths) utimesSync(path, old, old);
  await files.sweep((hash) => used.has(hash), 3_600_000, Date.now());
  expect(paths.every((path) => existsSync(path))).toBe(true);
  await slides.remove(id, deck.id);
  const left = await repo.usedFiles();
  await files.sweep((hash) => left.has(hash), 3_600_000, Date.now());
  expect(gone.map((path) => existsSync(path))).toEqual([false]);
  await slides.close();
});

it('[SLI7] a program that takes too long, or is not there, is told apart from one that fails', async () => {
  const run = (command: string[]) =>
    runBounded(
      command,
      { seconds: 1, coreSeconds: 5, megabytes: 300 },
      { home: dir, signal: new AbortController().signal },
    );
  expect(await run(['sleep', '20'])).toEqual({ end: 'stopped' });
  expect(await run(['no-such-program'])).toEqual({ end: 'missing' });
  expect(await run(['sh', '-c', 'echo no; exit 3'])).toEqual({ end: 'failed', words: 'no\n' });
  expect((await run(['dd', 'if=/dev/zero', 'of=/dev/null', 'bs=900M', 'count=1'])).end).not.toBe('done');
});
