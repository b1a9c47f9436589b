import { stringify } from 'csv-stringify/sync';
import writeExcelFile, { type Row, type Sheet } from 'write-excel-file/node';
import { cellName, fieldName, figureWords } from '#shared/figure-text.ts';
import { type FigureRow, type Figures, measures } from '#shared/figures.ts';
import type { FileOutput } from '#shared/kit/define.ts';
import type { Language } from '#shared/kit/language.ts';

type Cell = string | number | null;

/** Times as the county reads them; the Swedish form is the one that sorts and that spreadsheets know. */
const localTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** The figures as a spreadsheet opens them: UTF-8 with BOM, and no cell that it would run as a formula. */
export function figuresCsv(figures: Figures, language: Language): FileOutput {
  const words = figureWords(language);
  const header = [words.group, words.item, ...measures.map((measure) => words.measures[measure])];
  const rows = figures.groups.flatMap(({ by, cells }) =>
    cells.map((cell): Cell[] => [
      words.groups[by],
      cellName(language, by, cell),
      ...measures.map((measure) => cell.values[measure] ?? null),
    ]),
  );
  const body = stringify([header, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
  const fileName = `${words.fileName}-${figures.quarter}.csv`;
  return { fileName, contentType: 'text/csv; charset=utf-8', content: { body } };
}

/** A sheet for each group, and one with the matters that they count. */
export async function figuresXlsx(
  figures: Figures,
  matters: readonly FigureRow[],
  language: Language,
): Promise<FileOutput> {
  const words = figureWords(language);
  const sheets = figures.groups.map(({ by, cells }) => {
    const header = [words.groups[by], ...measures.map((measure) => words.measures[measure])];
    const rows = cells.map((cell) => [
      cellName(language, by, cell),
      ...measures.map((measure) => cell.values[measure] ?? null),
    ]);
    return sheetOf(words.groups[by], header, rows);
  });
  const body = new Uint8Array(await writeExcelFile([...sheets, mattersSheet(matters, language)]).toBuffer());
  return {
    fileName: `${words.fileName}-${figures.quarter}.xlsx`,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: { body },
  };
}

function mattersSheet(matters: readonly FigureRow[], language: Language) {
  const words = figureWords(language);
  const { measures: said, groups } = words;
  const header = [
    words.number,
    words.openedAt,
    groups.channel,
    groups.field,
    groups.township,
    groups.expert,
    said.claimMinutes,
    said.meetingMinutes,
    said.held,
    said.noShow,
    words.outcome,
    said.agreements,
    said.rating,
    words.visit,
  ];
  const rows = matters.map((row): Cell[] => [
    row.number,
    localTime.format(new Date(row.openedAt)),
    words.channels[row.channel],
    fieldName(language, row.field),
    row.townshipName,
    row.expertName,
    row.claimMinutes,
    row.meetingMinutes,
    row.held,
    row.noShow,
    row.outcome === null ? null : said[row.outcome],
    row.agreements,
    row.rating,
    row.visit === null ? null : words.visits[row.visit],
  ]);
  return sheetOf(words.matters, header, rows);
}

/** Text stays text in a workbook, so nothing needs to be escaped there. */
function sheetOf(sheet: string, header: readonly string[], rows: readonly Cell[][]): Sheet<never> {
  const head: Row = header.map((value) => ({ value, fontWeight: 'bold' as const, wrap: true }));
  const body: Row[] = rows.map((cells) => cells.map((value) => (value === null ? null : { value })));
  return { sheet, data: [head, ...body], columns: header.map(() => ({ width: 16 })), stickyRowsCount: 1 };
}
