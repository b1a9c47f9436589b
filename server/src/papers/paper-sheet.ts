import type PDFDocument from 'pdfkit';

export type Pdf = InstanceType<typeof PDFDocument>;

export const ink = '#111111';
export const soft = '#555555';
/** On all four sides, in points. */
export const margin = 64;

export const innerWidth = (pdf: Pdf): number => pdf.page.width - 2 * margin;

/** Begins a new page where less than `height` points are left on this one. */
export function makeRoom(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - pdf.page.margins.bottom) pdf.addPage();
}
