import { reportWords, totalNames } from '#shared/report-text.ts';
import type { LectureReport, ReportTableName } from '#shared/reports.ts';
import type { Paper, PaperBlock } from '../kernel/paper.ts';
import { reportFactRows, reportTableOf } from './report.tables.ts';

const words = reportWords('zh-CN');

/** How wide each column is, in parts. Tables that are too wide for a page show the columns that are asked for most. */
const columns: Record<ReportTableName, readonly (readonly [column: number, share: number])[]> = {
  townships: [
    [0, 24],
    [1, 13],
    [2, 13],
    [3, 10],
    [4, 13],
    [5, 10],
    [10, 10],
  ],
  problems: [
    [0, 30],
    [1, 28],
    [2, 30],
    [3, 12],
  ],
  polls: [
    [0, 34],
    [1, 14],
    [2, 26],
    [3, 10],
    [4, 16],
  ],
  questions: [
    [0, 34],
    [1, 18],
    [4, 14],
    [5, 34],
  ],
  halls: [
    [1, 25],
    [2, 21],
    [3, 13],
    [4, 10],
    [5, 10],
    [9, 10],
    [12, 11],
  ],
};
const order = ['townships', 'problems', 'polls', 'questions', 'halls'] as const;

/** The report as an official paper, in Chinese as every paper of the county. */
export function reportPaper(report: LectureReport): Paper {
  const totals = totalNames.map((name): [string, string] => [words.totals[name], String(report.totals[name])]);
  return {
    title: words.title,
    number: '',
    blocks: [
      { kind: 'facts', rows: reportFactRows(report, words) },
      { kind: 'heading', text: words.sum },
      { kind: 'facts', rows: totals },
      ...order.flatMap((name) => section(report, name)),
    ],
    verify: null,
    watermark: null,
  };
}

function section(report: LectureReport, name: ReportTableName): PaperBlock[] {
  const { title, header, rows } = reportTableOf(report, name, 'zh-CN');
  const picked = (cells: readonly (string | number | null)[]): string[] =>
    columns[name].map(([column]) => String(cells[column] ?? ''));
  return [
    { kind: 'heading', text: title },
    rows.length === 0
      ? { kind: 'text', text: words.none }
      : {
          kind: 'table',
          head: picked(header),
          shares: columns[name].map(([, share]) => share),
          rows: rows.map(picked),
        },
  ];
}
