import { execFileSync } from 'node:child_process';

/** What somebody reads who opens the PDF: its text, by poppler's own reader. */
export const textOfPdf = (path: string): string =>
  execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8', timeout: 20_000 });
