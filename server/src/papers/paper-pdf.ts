import PDFDocument from 'pdfkit';
import { create } from 'qrcode';
import type { Paper, PaperBlock } from '../kernel/paper.ts';
import { ink, innerWidth, makeRoom, margin, type Pdf, soft } from './paper-sheet.ts';
import { drawSignatures } from './paper-signatures.ts';
import { drawTable } from './paper-table.ts';

const bodySize = 11.5;
const qrSize = 84;
/** The face of the simplified letters inside Noto's collection of all of them. */
const face = 'NotoSansCJKsc-Regular';

/** Lays papers out on A4, each from a page of its own, and gives their bytes. Pure computing for seconds: it belongs into a worker. */
export async function paperPdf(papers: readonly Paper[], fontFile: string): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: margin, bottom: margin + 12, left: margin, right: margin },
    bufferPages: true,
    info: { Title: papers[0] === undefined ? '' : `${papers[0].title} ${papers[0].number}` },
  });
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', () => resolve());
    pdf.on('error', reject);
  });
  pdf.registerFont('body', fontFile, /[.]ttc$/i.test(fontFile) ? face : undefined);
  pdf.font('body');
  for (const [n, paper] of papers.entries()) {
    if (n > 0) pdf.addPage();
    drawPaper(pdf, paper);
  }
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function drawPaper(pdf: Pdf, paper: Paper): void {
  const first = pdf.bufferedPageRange().count - 1;
  pdf.fillColor(ink);
  drawHead(pdf, paper);
  for (const block of paper.blocks) drawBlock(pdf, block);
  if (paper.verify !== null) drawVerify(pdf, paper.verify);
  drawMargins(pdf, paper, first);
}

function drawHead(pdf: Pdf, { title, number }: Paper): void {
  pdf.fontSize(22).text(title, { align: 'center', characterSpacing: 4 });
  pdf.moveDown(0.4);
  if (number !== '') pdf.fontSize(12).text(number, { align: 'center' });
  pdf.moveDown(0.5);
  const y = pdf.y;
  pdf
    .moveTo(margin, y)
    .lineTo(pdf.page.width - margin, y)
    .lineWidth(1)
    .stroke(ink);
  pdf.moveDown(0.8);
}

function drawBlock(pdf: Pdf, block: PaperBlock): void {
  switch (block.kind) {
    case 'heading':
      makeRoom(pdf, 60);
      pdf.moveDown(0.5).fontSize(13).fillColor(ink).text(block.text, margin);
      pdf.moveDown(0.25);
      return;
    case 'text':
      drawText(pdf, block.text);
      return;
    case 'closing':
      drawClosing(pdf, block.lines);
      return;
    case 'facts':
      for (const [label, value] of block.rows) drawFact(pdf, label, value);
      return;
    case 'table':
      drawTable(pdf, block, margin);
      return;
    case 'signatures':
      drawSignatures(pdf, block.rows, margin);
      return;
  }
}

/** Paragraphs begin two letters in, as Chinese papers do. */
function drawText(pdf: Pdf, text: string): void {
  pdf.fontSize(bodySize).fillColor(ink);
  for (const paragraph of text.split('\n')) {
    if (paragraph.trim() === '') pdf.moveDown(0.4);
    else pdf.text(paragraph.trim(), margin, undefined, { indent: 2 * bodySize, lineGap: 4, align: 'left' });
  }
}

function drawClosing(pdf: Pdf, lines: readonly string[]): void {
  makeRoom(pdf, 80);
  pdf.moveDown(2).fontSize(bodySize).fillColor(ink);
  for (const line of lines) pdf.text(line, margin, undefined, { width: innerWidth(pdf), align: 'right', lineGap: 6 });
  pdf.moveDown(1.5);
}

function drawFact(pdf: Pdf, label: string, value: string): void {
  const labelWidth = 92;
  const options = { width: innerWidth(pdf) - labelWidth, lineGap: 3 };
  const labelOptions = { width: labelWidth - 12, lineGap: 3 };
  pdf.fontSize(bodySize);
  const height = Math.max(pdf.heightOfString(label, labelOptions), pdf.heightOfString(value, options));
  makeRoom(pdf, height + 4);
  const y = pdf.y;
  pdf.fillColor(soft).text(label, margin, y, labelOptions);
  pdf.fillColor(ink).text(value, margin + labelWidth, y, options);
  pdf.y = y + height;
  pdf.y += 3;
  pdf.x = margin;
}

function drawVerify(pdf: Pdf, { url, hash, words }: { url: string; hash: string; words: string }): void {
  makeRoom(pdf, qrSize + 40);
  pdf.moveDown(1.2);
  const top = pdf.y;
  drawCode(pdf, url, top);
  const left = margin + qrSize + 16;
  const width = pdf.page.width - margin - left;
  pdf.fontSize(9).fillColor(soft).text(words, left, top, { width });
  pdf.moveDown(0.4).text(`校验值（SHA-256）：`, left, undefined, { width });
  pdf.text(hash.replace(/(.{16})(?=.)/g, '$1 '), left, undefined, { width });
  pdf.moveDown(0.2).text(url, left, undefined, { width });
  pdf.y = Math.max(pdf.y, top + qrSize) + 8;
  pdf.x = margin;
}

/** As squares rather than a picture: sharp at any size, and quicker by far where hundreds of papers are drawn. */
function drawCode(pdf: Pdf, url: string, top: number): void {
  const { modules } = create(url, { errorCorrectionLevel: 'M' });
  const side = qrSize / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) === 0) continue;
      // A hair wider than its place, or readers show seams between them.
      pdf.rect(margin + column * side, top + row * side, side + 0.1, side + 0.1);
    }
  }
  pdf.fill('#000000');
}

/** Page numbers, and the watermark of what is not valid. Written last, when the number of pages is known. */
function drawMargins(pdf: Pdf, { number, watermark }: Paper, first: number): void {
  const pages = pdf.bufferedPageRange().count - first;
  for (let page = 0; page < pages; page += 1) {
    pdf.switchToPage(first + page);
    const { width, height } = pdf.page;
    // The foot lies inside the bottom margin, where text would otherwise begin a page of its own.
    pdf.page.margins.bottom = 0;
    const foot = `${number}　第 ${page + 1} 页 共 ${pages} 页`;
    pdf
      .fontSize(9)
      .fillColor(soft)
      .text(foot.trim(), margin, height - 44, { width: width - 2 * margin, align: 'center' });
    if (watermark === null) continue;
    pdf.save();
    pdf.rotate(-30, { origin: [width / 2, height / 2] });
    pdf.fillOpacity(0.08).fontSize(96).fillColor(ink);
    pdf.text(watermark, 0, height / 2 - 60, { width, align: 'center' });
    pdf.restore();
  }
}
