import { getStroke } from 'perfect-freehand';
import type { PaperBlock, PaperStrokes } from '../kernel/paper.ts';
import { ink, innerWidth, makeRoom, type Pdf, soft } from './paper-sheet.ts';

type Rows = Extract<PaperBlock, { kind: 'signatures' }>['rows'];
const boxWidth = 190;
const boxHeight = 70;
const rowHeight = 96;

/** Who signed, the hand as it was drawn, and when and with what; an empty line where there is no signature yet. */
export function drawSignatures(pdf: Pdf, rows: Rows, left: number): void {
  for (const { label, strokes, notes } of rows) {
    makeRoom(pdf, rowHeight);
    const top = pdf.y + 6;
    pdf
      .fontSize(11.5)
      .fillColor(ink)
      .text(label, left, top, { width: innerWidth(pdf) });
    const boxTop = pdf.y + 2;
    if (strokes === null)
      pdf
        .moveTo(left, boxTop + 52)
        .lineTo(left + boxWidth, boxTop + 52)
        .lineWidth(0.6)
        .stroke(soft);
    else drawStrokes(pdf, strokes, left, boxTop);
    pdf.fontSize(9).fillColor(soft);
    pdf.text(notes.join('\n'), left + boxWidth + 20, boxTop + 4, {
      width: innerWidth(pdf) - boxWidth - 20,
      lineGap: 2,
    });
    pdf.y = Math.max(pdf.y, boxTop + boxHeight) + 4;
    pdf.x = left;
  }
}

/** The pad is 1,000 units wide; the drawing is scaled into its box, whatever the pad's height was. */
function drawStrokes(pdf: Pdf, strokes: PaperStrokes, left: number, top: number): void {
  const points = strokes.flat();
  const [minX, minY] = [Math.min(...points.map(([x]) => x)), Math.min(...points.map(([, y]) => y))];
  const [maxX, maxY] = [Math.max(...points.map(([x]) => x)), Math.max(...points.map(([, y]) => y))];
  const scale = Math.min(boxWidth / Math.max(1, maxX - minX), boxHeight / Math.max(1, maxY - minY), 0.3);
  pdf.save();
  pdf.translate(left, top).scale(scale).translate(-minX, -minY);
  for (const stroke of strokes) {
    const outline = getStroke(
      stroke.map(([x, y, pressure]) => [x, y, pressure / 100]),
      { size: 14, thinning: 0.6, smoothing: 0.5, streamline: 0.4, simulatePressure: false },
    );
    const [first, ...rest] = outline;
    if (first === undefined) continue;
    pdf.moveTo(first[0] ?? 0, first[1] ?? 0);
    for (const [x = 0, y = 0] of rest) pdf.lineTo(x, y);
    pdf.closePath().fill(ink);
  }
  pdf.restore();
}
