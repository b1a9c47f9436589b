import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FileHash } from '#shared/kit/ids.ts';
import { type SlideSize, slideRules, slideSizes } from '#shared/slides.ts';
import { AppError } from '../kernel/app-error.ts';
import type { FileStore } from '../kernel/file-store.ts';
import { type Bounds, hasProgram, runBounded } from './bounded-program.ts';
import type { PageImages } from './slide.repo.ts';

/**
 * Makes page images of PDF files with poppler's tools, and PDF files of presentations with LibreOffice. Refusals are
 * `invalid_input` with a reason that a person understands; an abort rejects with the signal's own reason.
 */
export type SlideConverter = {
  takesPresentations(): Promise<boolean>;
  /** The PDF of a presentation, in the store. `fileName` tells its kind. */
  toPdf(file: FileHash, fileName: string, signal: AbortSignal): Promise<FileHash>;
  /** How many pages; refuses what cannot be read, is locked by a password or is too long. */
  countPages(pdf: FileHash, signal: AbortSignal): Promise<number>;
  /** The images of one page, in the store. */
  page(pdf: FileHash, page: number, signal: AbortSignal): Promise<PageImages>;
};

const looking: Bounds = { seconds: 20, coreSeconds: 15, megabytes: 1_500 };
/** One page of a heavy scan takes seconds; what takes longer hangs. */
const drawing: Bounds = { seconds: 60, coreSeconds: 40, megabytes: 1_500 };
const office: Bounds = { seconds: 300, coreSeconds: 240, megabytes: 4_000 };
const OFFICE = 'soffice';
const IMAGE_BYTES = 20_000_000;

type Reason = 'slides_broken' | 'slides_locked' | 'slides_too_long' | 'slides_too_heavy' | 'slides_tool_missing';
const refused = (reason: Reason | 'slides_no_office', params: Record<string, number> = {}): AppError =>
  new AppError('invalid_input', reason, { params });

/** `workDir` holds what is unfinished; nothing in it outlives a conversion. */
export function createSlideConverter(files: FileStore, workDir: string): SlideConverter {
  const inFolder = async <T>(act: (folder: string) => Promise<T>): Promise<T> => {
    await mkdir(workDir, { recursive: true });
    const folder = await mkdtemp(join(workDir, 'job-'));
    try {
      return await act(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

  const image = (pdf: FileHash, page: number, size: SlideSize, signal: AbortSignal): Promise<FileHash> =>
    inFolder(async (home) => {
      const range = ['-f', String(page), '-l', String(page), '-singlefile'];
      const look = ['-jpeg', '-jpegopt', 'quality=82', '-scale-to', String(slideSizes[size])];
      await run(['pdftoppm', ...look, ...range, files.pathOf(pdf), 'page'], drawing, { home, signal });
      return keep(join(home, 'page.jpg'), IMAGE_BYTES);
    });

  const keep = async (path: string, maxBytes: number): Promise<FileHash> => {
    // The tool said that all went well and left nothing.
    if (!existsSync(path)) throw refused('slides_broken');
    return (await files.put(createReadStream(path), maxBytes)).hash;
  };

  return {
    takesPresentations: () => hasProgram(OFFICE),
    toPdf: (file, fileName, signal) =>
      inFolder(async (home) => {
        if (!(await hasProgram(OFFICE))) throw refused('slides_no_office');
        const source = `slides${extname(fileName).toLowerCase()}`;
        await symlink(files.pathOf(file), join(home, source));
        const quietly = ['--headless', '--norestore', '--nolockcheck', `-env:UserInstallation=file://${home}/profile`];
        await run([OFFICE, ...quietly, '--convert-to', 'pdf', '--outdir', home, source], office, { home, signal });
        return keep(join(home, 'slides.pdf'), 3 * slideRules.maxBytes);
      }),
    countPages: (pdf, signal) =>
      inFolder(async (home) => {
        const info = await run(['pdfinfo', files.pathOf(pdf)], looking, { home, signal });
        const pages = Number(/^Pages:\s+(\d+)$/m.exec(info)?.[1] ?? 0);
        if (pages < 1) throw refused('slides_broken');
        if (pages > slideRules.maxPages) throw refused('slides_too_long', { pages, maximum: slideRules.maxPages });
        return pages;
      }),
    page: async (pdf, page, signal) => ({
      large: await image(pdf, page, 'large', signal),
      small: await image(pdf, page, 'small', signal),
    }),
  };
}

async function run(command: string[], bounds: Bounds, where: { home: string; signal: AbortSignal }): Promise<string> {
  const outcome = await runBounded(command, bounds, where);
  if (outcome.end === 'done') return outcome.words;
  if (outcome.end === 'failed')
    throw refused(/password|encrypt/i.test(outcome.words) ? 'slides_locked' : 'slides_broken');
  throw refused(outcome.end === 'missing' ? 'slides_tool_missing' : 'slides_too_heavy');
}
