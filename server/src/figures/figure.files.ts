import { cellName, fieldName, figureWords } from '#shared/figure-text.ts';
import { type FigureRow, type Figures, measures } from '#shared/figures.ts';
import type { FileOutput } from '#shared/kit/define.ts';
import type { Language } from '#shared/kit/language.ts';
import { csvFile, type Table, type TableCell, timeCell, xlsxFile } from '../kernel/tables.ts';

/** The figures as a spreadsheet opens them: UTF-8 with BOM, and no cell that it would run as a formula. */
export function figuresCsv(figures: Figures, language: Language): FileOutput {
  const words = figureWords(language);
  const header = [words.group, words.item, ...measures.map((measure) => words.measures[measure])];
  const rows = figures.groups.flatMap(({ by, cells }) =>
    cells.map((cell): TableCell[] => [
      words.groups[by],
      cellName(language, by, cell),
      ...measures.map((measure) => cell.values[measure] ?? null),
    ]),
  );
  return csvFile({ header, rows }, `${words.fileName}-${figures.quarter}`);
}

/** A sheet for each group, and one with the matters that they count. */
export function figuresXlsx(figures: Figures, matters: readonly FigureRow[], language: Language): Promise<FileOutput> {
  const words = figureWords(language);
  const sheets = figures.groups.map(({ by, cells }) => {
    const header = [words.groups[by], ...measures.map((measure) => words.measures[measure])];
    const rows = cells.map((cell) => [
      cellName(language, by, cell),
      ...measures.map((measure) => cell.values[measure] ?? null),
    ]);
    return { title: words.groups[by], header, rows };
  });
  return xlsxFile([...sheets, mattersSheet(matters, language)], `${words.fileName}-${figures.quarter}`);
}

function mattersSheet(matters: readonly FigureRow[], language: Language): Table {
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
  const rows = matters.map((row): TableCell[] => [
    row.number,
    timeCell(row.openedAt),
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
  return { title: words.matters, header, rows };
}
