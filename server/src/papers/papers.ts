import { access, constants } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { PaperCheck } from '#shared/papers.ts';
import { AppError } from '../kernel/app-error.ts';
import { createInTurn } from '../kernel/in-turn.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Paper, RenderPaper } from '../kernel/paper.ts';
import { withTimeout } from '../kernel/timeout.ts';

export type Papers = {
  render: RenderPaper;
  /** Asks everybody who issues papers whether this code is one of theirs. */
  check(token: string): Promise<PaperCheck>;
};

type Deps = {
  /** A font with Chinese letters: CJK_FONT. */
  fontFile: string;
  /** Answers null for a code that is none of its own. */
  issuers: readonly ((token: string) => Promise<PaperCheck | null>)[];
  log: Logger;
};

const RENDER_LIMIT_MS = 18_000;
/** Whoever waits behind more than this is better told to come again: each may take its whole time. */
const MOST_WAITING = 6;

/** Papers are drawn one after the other, each in a thread of its own, so that a batch of them never slows a call down. */
export function createPapers({ fontFile, issuers, log }: Deps): Papers {
  const inTurn = createInTurn();
  let waiting = 0;
  return {
    async render(papers) {
      if (waiting >= MOST_WAITING) throw new AppError('too_many', 'papers_busy');
      waiting += 1;
      try {
        return await inTurn(() => render('title' in papers ? [papers] : papers, fontFile, log));
      } finally {
        waiting -= 1;
      }
    },
    async check(token) {
      for (const ask of issuers) {
        const found = await ask(token);
        if (found !== null) return found;
      }
      return { result: 'unknown' };
    },
  };
}

async function render(papers: readonly Paper[], fontFile: string, log: Logger): Promise<Uint8Array<ArrayBuffer>> {
  await access(fontFile, constants.R_OK).catch((error: unknown) => {
    log.error(
      { fontFile },
      'CJK_FONT cannot be read: papers need a font with Chinese letters (Debian: fonts-noto-cjk)',
    );
    throw new AppError('unavailable', 'paper_font_missing', { cause: error });
  });
  const worker = new Worker(new URL('./paper-worker.ts', import.meta.url), { workerData: { papers, fontFile } });
  const drawn = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the paper's worker ended with ${code}`)));
  });
  try {
    return await withTimeout(drawn, RENDER_LIMIT_MS, 'paper');
  } finally {
    await worker.terminate();
  }
}
