import { execFileSync } from 'node:child_process';
import { extractText, getDocumentProxy } from 'unpdf';

/** What somebody reads who opens the PDF: its text, by poppler's own reader. */
export const textOfPdf = (path: string): string =>
  execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8', timeout: 20_000 });

/** The words on each page of a PDF, without white space: where lines break is of no matter. */
export async function wordsByPage(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)));
  return text.map((page) => page.replace(/\s/g, ''));
}
