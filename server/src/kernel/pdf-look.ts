import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AppError } from './app-error.ts';
import { createInTurn } from './in-turn.ts';

/** Looks into PDF files with poppler's tools, so that the oldest phone sees a page as a picture. */
export type PdfLook = {
  /** How many pages; null for what is locked, broken, or where the tool is missing. */
  pages(path: string): Promise<number | null>;
  /** One page as a JPEG. Rejects with `not_found/file_page_unknown`. */
  page(path: string, page: number): Promise<Uint8Array<ArrayBuffer>>;
};

const run = promisify(execFile);
const COUNT_LIMIT_MS = 10_000;
const PAGE_LIMIT_MS = 30_000;
const PAGE_BYTES = 20_000_000;
/** Of the longer side: an upright page is 1,600 wide, enough to read small print on a screen, and no strange shape is larger. */
const PAGE_SIDE = 2_260;
/** Strangers made the file: not more than 1 GB of memory, and lectures come first. */
const bounded = 'ulimit -v 1048576 && exec nice -n 15 "$0" "$@"';

export function createPdfLook(): PdfLook {
  // One page at a time: drawing takes a whole core, which calls that go on need too.
  const inTurn = createInTurn();
  return {
    pages: async (path) => {
      const told = await run('sh', ['-c', bounded, 'pdfinfo', path], { timeout: COUNT_LIMIT_MS }).catch(() => null);
      return Number(/^Pages:\s+(\d+)$/m.exec(told?.stdout ?? '')?.[1] ?? 0) || null;
    },
    page: (path, page) => inTurn(() => draw(path, page)),
  };
}

async function draw(path: string, page: number): Promise<Uint8Array<ArrayBuffer>> {
  const range = ['-f', String(page), '-l', String(page)];
  const look = ['-jpeg', '-jpegopt', 'quality=82', '-scale-to', String(PAGE_SIDE)];
  const options = { timeout: PAGE_LIMIT_MS, maxBuffer: PAGE_BYTES, encoding: 'buffer' } as const;
  try {
    const { stdout } = await run('sh', ['-c', bounded, 'pdftoppm', ...look, ...range, '-singlefile', path], options);
    if (stdout.length > 0) return new Uint8Array(stdout);
  } catch (cause) {
    throw new AppError('not_found', 'file_page_unknown', { cause });
  }
  throw new AppError('not_found', 'file_page_unknown');
}
