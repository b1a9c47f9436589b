import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SlideSize, slideRules, slideSizes } from '#shared/slides.ts';
import { AppError } from '../kernel/app-error.ts';
import type { FileStore } from '../kernel/file-store.ts';
import type { PageImages } from './slide.repo.ts';

/** Makes page images of PDF files with poppler's tools. Refusals are `invalid_input` with a reason that a person understands. */
export type SlideConverter = {
  /** How many pages; refuses what cannot be read, is locked by a password or is too long. */
  countPages(path: string): Promise<number>;
  /** The images of one page, in the store. */
  page(path: string, page: number): Promise<PageImages>;
};

/** One page of a heavy scan takes seconds; what takes longer hangs. */
const PAGE_LIMIT_MS = 60_000;
const IMAGE_BYTES = 20_000_000;

export function createSlideConverter(files: FileStore): SlideConverter {
  const image = async (path: string, page: number, size: SlideSize) => {
    const folder = await mkdtemp(join(tmpdir(), 'slides-'));
    try {
      const out = join(folder, 'page');
      const range = ['-f', String(page), '-l', String(page)];
      const look = ['-jpeg', '-jpegopt', 'quality=82', '-scale-to-x', String(slideSizes[size]), '-scale-to-y', '-1'];
      await run('pdftoppm', [...look, ...range, '-singlefile', path, out]);
      return (await files.put(createReadStream(`${out}.jpg`), IMAGE_BYTES)).hash;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

  return {
    async countPages(path) {
      const info = await run('pdfinfo', [path]);
      const pages = Number(/^Pages:\s+(\d+)$/m.exec(info)?.[1] ?? 0);
      if (pages < 1) throw refused('slides_broken');
      if (pages > slideRules.maxPages) throw refused('slides_too_long', { pages, maximum: slideRules.maxPages });
      return pages;
    },
    page: async (path, page) => ({ large: await image(path, page, 'large'), small: await image(path, page, 'small') }),
  };
}

type Reason = 'slides_broken' | 'slides_locked' | 'slides_too_long' | 'slides_tool_missing';
const refused = (reason: Reason, params: Record<string, number> = {}): AppError =>
  new AppError('invalid_input', reason, { params });

function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: PAGE_LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    let said = '';
    let complained = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complained = `${complained}${text}`.slice(-2_000);
    });
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? refused('slides_tool_missing') : error),
    );
    child.once('close', (code) => {
      if (code === 0) resolve(said);
      else reject(refused(/password|encrypt/i.test(complained) ? 'slides_locked' : 'slides_broken'));
    });
  });
}
