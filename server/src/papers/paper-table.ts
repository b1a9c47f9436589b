import type { PaperBlock } from '../kernel/paper.ts';
import { ink, innerWidth, makeRoom, type Pdf } from './paper-sheet.ts';

type Table = Extract<PaperBlock, { kind: 'table' }>;
const padding = 5;
const size = 10.5;

/** Rows do not break over pages unless one is longer than a page. */
export function drawTable(pdf: Pdf, { head, shares, rows }: Table, left: number): void {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => (share / whole) * innerWidth(pdf));
  for (const cells of [head, ...rows]) drawRow(pdf, cells, widths, left);
  pdf.x = left;
  pdf.moveDown(0.5);
}

function drawRow(pdf: Pdf, cells: readonly string[], widths: readonly number[], left: number): void {
  pdf.fontSize(size).fillColor(ink);
  const heights = cells.map((cell, n) =>
    pdf.heightOfString(cell, { width: (widths[n] ?? 0) - 2 * padding, lineGap: 2 }),
  );
  const height = Math.max(...heights) + 2 * padding;
  makeRoom(pdf, height);
  const top = pdf.y;
  let x = left;
  cells.forEach((cell, n) => {
    const width = widths[n] ?? 0;
    pdf.rect(x, top, width, height).lineWidth(0.6).stroke(ink);
    pdf.fillColor(ink).text(cell, x + padding, top + padding, { width: width - 2 * padding, lineGap: 2 });
    x += width;
  });
  pdf.y = top + height;
}
