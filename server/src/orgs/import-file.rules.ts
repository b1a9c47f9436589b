import { CsvError, parse } from 'csv-parse/sync';
import type { ErrorReason } from '#shared/error-text.ts';
import type { ReasonParams } from '#shared/kit/errors.ts';
import { importLimits } from '#shared/orgs.ts';

export type Refused = { row: number; code: string; reason: ErrorReason; params?: ReasonParams };

/** A data row as it stands in the file, trimmed; `row` counts from 1 with the header as row 1, as a spreadsheet does. */
export type FileRow = { row: number; code: string; parent: string; level: string; name: string };

const header = ['code', 'parent', 'level', 'name'];

/** The rows of the file and those that are no rows of four columns. Empty lines are passed over, but counted. */
export function readFile(csv: string): { rows: FileRow[]; refused: Refused[] } {
  const read = readRecords(csv);
  if ('refused' in read) return { rows: [], refused: [read.refused] };
  const [first, ...rest] = read.records.map((cells, index) => ({ row: index + 1, cells }));
  const isHeader = first !== undefined && first.cells.map((cell) => cell.toLowerCase()).join() === header.join();
  if (!isHeader) return { rows: [], refused: [{ row: 1, code: '', reason: 'import_header' }] };
  const data = rest.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (data.length === 0) return { rows: [], refused: [{ row: 2, code: '', reason: 'import_empty' }] };
  const maximum = importLimits.maxRows;
  const tooMany = data[maximum];
  if (tooMany !== undefined) {
    return { rows: [], refused: [{ row: tooMany.row, code: '', reason: 'import_too_many_rows', params: { maximum } }] };
  }
  const rows: FileRow[] = [];
  const refused: Refused[] = [];
  for (const { row, cells } of data) {
    const [code = '', parent = '', level = '', name = ''] = cells;
    if (cells.length === header.length) rows.push({ row, code, parent, level, name });
    else refused.push({ row, code: shown(code), reason: 'import_columns', params: { columns: cells.length } });
  }
  return { rows, refused };
}

/** A cell that goes back to the browser in an answer: whatever the file holds, it is short. */
export const shown = (cell: string): string => (cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);

function readRecords(csv: string): { records: string[][] } | { refused: Refused } {
  try {
    return { records: parse(csv, { bom: true, relax_column_count: true, trim: true }) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error.lines === 'number' ? error.lines : 1;
    return { refused: { row, code: '', reason: 'import_not_csv', params: { row } } };
  }
}
