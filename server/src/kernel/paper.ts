import { OFFSET_MS } from '#shared/kit/time.ts';
/** A signature as points (x, y in thousandths of the pad's width, pressure in hundredths), one list for each stroke. */
export type PaperStrokes = readonly (readonly (readonly [number, number, number])[])[];

export type PaperBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  /** Who issues it and when, to the right below the words. */
  | { kind: 'closing'; lines: readonly string[] }
  | { kind: 'facts'; rows: readonly (readonly [label: string, value: string])[] }
  | { kind: 'table'; head: readonly string[]; shares: readonly number[]; rows: readonly (readonly string[])[] }
  | {
      kind: 'signatures';
      /** `strokes` null leaves room to sign with a pen. */
      rows: readonly { label: string; strokes: PaperStrokes | null; notes: readonly string[] }[];
    };

/** An official paper as it is to be laid out on A4. */
export type Paper = {
  title: string;
  number: string;
  blocks: readonly PaperBlock[];
  /** Where it can be checked: drawn as a QR code on the last page; null for what is not final. */
  verify: { url: string; hash: string; words: string } | null;
  /** Stands in large pale letters on every page of what is not final. */
  watermark: string | null;
};

/**
 * The paper as a PDF, of several each from a page of its own. Rejects with `unavailable/paper_font_missing` where there is no font
 * with Chinese letters.
 */
export type RenderPaper = (papers: Paper | readonly Paper[]) => Promise<Uint8Array<ArrayBuffer>>;

/** 2026年11月24日, in Shanghai. */
export function paperDate(ms: number): string {
  const [year, month, day] = new Date(ms + OFFSET_MS).toISOString().slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** 2026年11月24日 09:30, in Shanghai. */
export const paperTime = (ms: number): string =>
  `${paperDate(ms)} ${new Date(ms + OFFSET_MS).toISOString().slice(11, 16)}`;
