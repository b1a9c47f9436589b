import { stringify } from 'csv-stringify/sync';
import writeExcelFile, { type Row, type Sheet } from 'write-excel-file/node';
import type { FileOutput } from '#shared/kit/define.ts';

export type TableCell = string | number | null;
/** Rows under a header, as they are handed out: every form of a table has the same cells. */
export type Table = {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
};

/** Times as the county reads them; the Swedish form is the one that sorts and that spreadsheets know. */
const formOf = (timeStyle: 'short' | 'medium') =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle });
const forms = { minute: formOf('short'), second: formOf('medium') };

/** 2026-11-24 09:30 in Shanghai, with seconds where `to` says so; empty for what has not been. */
export const timeCell = (isoTime: string | null, to: keyof typeof forms = 'minute'): string =>
  isoTime === null ? '' : forms[to].format(new Date(isoTime));

const named = (name: string, ending: string): string => `${name.replace(/[\p{Cc}\\/:*?"<>|]/gu, ' ').trim()}.${ending}`;

/** UTF-8 with BOM, and no cell that a spreadsheet would run as a formula. */
export function csvFile({ header, rows }: Omit<Table, 'title'>, name: string): FileOutput {
  const body = stringify([header, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
  return { fileName: named(name, 'csv'), contentType: 'text/csv; charset=utf-8', content: { body } };
}

/** A sheet for each table. Text stays text in a workbook, so nothing needs to be escaped there. */
export async function xlsxFile(tables: readonly Table[], name: string): Promise<FileOutput> {
  const body = new Uint8Array(await writeExcelFile(tables.map(sheetOf)).toBuffer());
  return {
    fileName: named(name, 'xlsx'),
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: { body },
  };
}

function sheetOf({ title, header, rows }: Table): Sheet<never> {
  const head: Row = header.map((value) => ({ value, fontWeight: 'bold' as const, wrap: true }));
  const body: Row[] = rows.map((cells) => cells.map((value) => (value === null ? null : { value })));
  return { sheet: title, data: [head, ...body], columns: header.map(() => ({ width: 16 })), stickyRowsCount: 1 };
}
