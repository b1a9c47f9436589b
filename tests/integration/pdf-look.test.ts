import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPdfLook } from '../../server/src/kernel/pdf-look.ts';
import { temporaryDir } from '../support/engine.ts';
import { rejection } from '../support/outcome.ts';
import { pdfOf } from '../support/pdf.ts';

const folder = temporaryDir('pdf');
const fileWith = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const pdf = createPdfLook();

describe('a PDF of a matter', () => {
  it('[CALL10] is counted, and its pages are pictures', async () => {
    const path = fileWith('two', pdfOf(2));
    expect(await pdf.pages(path)).toBe(2);
    const pages = await Promise.all([pdf.page(path, 1), pdf.page(path, 2)]);
    for (const page of pages) expect([...page.subarray(0, 2)]).toEqual([0xff, 0xd8]);
    expect(Buffer.compare(...(pages as [Uint8Array, Uint8Array]))).not.toBe(0);
  });

  it('[CALL10] that is broken has no pages, and a page that is not there is refused, without ending the next', async () => {
    const broken = fileWith('broken', new TextEncoder().encode('%PDF-1.7 nothing'));
    expect(await pdf.pages(broken)).toBeNull();
    const refused = rejection(pdf.page(broken, 1));
    const next = pdf.page(fileWith('one', pdfOf(1)), 1);
    expect(await refused).toMatchObject({ code: 'not_found', reason: 'file_page_unknown' });
    expect((await next).length).toBeGreaterThan(1_000);
  });
});
