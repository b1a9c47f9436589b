import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { Language } from '#shared/kit/language.ts';
import {
  type FigureTableName,
  figureTableName,
  type LectureFigureRow,
  type LectureFigures,
  type LectureFiguresOf,
  type lectureFigureRoutes,
} from '#shared/lecture-figures.ts';
import { figureNames, reportWords } from '#shared/report-text.ts';
import type { RouteCall } from '../kernel/call.ts';
import type { Paper, PaperBlock, RenderPaper } from '../kernel/paper.ts';
import { csvFile, type Table, timeCell, xlsxFile } from '../kernel/tables.ts';
import type { LectureFiguresFace } from './lecture-figures.ts';

export type LectureFigureRoutesDeps = { readonly figures: LectureFiguresFace; readonly render: RenderPaper };

export function createLectureFigureRoutes({
  figures,
  render,
}: LectureFigureRoutesDeps): Handlers<typeof lectureFigureRoutes, RouteCall> {
  const all = async (caller: Caller, period: string): Promise<Counted> => ({
    ...(await figures.of(caller, period)),
    lectures: await figures.lectures(caller, period),
  });
  return {
    lectureFigures: ({ period }, { caller }) => figures.of(caller, period),
    lectureFigureRows: (input, { caller }) => figures.rows(caller, input),
    lectureFiguresCsv: async ({ period, table }, { caller, language }) => {
      const named = tableOf(await all(caller, period), table, language);
      return csvFile(named, `${nameOf(period, language)}-${named.title}`);
    },
    lectureFiguresXlsx: async ({ period }, { caller, language }) => {
      const counted = await all(caller, period);
      const tables = figureTableName.options.map((name) => tableOf(counted, name, language));
      return xlsxFile(tables, nameOf(period, language));
    },
    lectureFiguresPdf: async ({ period }, { caller }) => {
      const body = await render(paperOf(await all(caller, period)));
      return { fileName: `${nameOf(period, 'zh-CN')}.pdf`, contentType: 'application/pdf', content: { body } };
    },
  };
}

type Counted = LectureFiguresOf & { readonly lectures: readonly LectureFigureRow[] };

const nameOf = (period: string, language: Language): string => `${reportWords(language).figures.fileName}-${period}`;
const cells = (figures: LectureFigures): number[] => figureNames.map((name) => figures[name]);

/** The same cells for every form that the figures are handed out in. */
function tableOf({ total, townships, lectures }: Counted, name: FigureTableName, language: Language): Table {
  const words = reportWords(language);
  const said = figureNames.map((figure) => words.figures.names[figure]);
  const title = words.figures.tables[name];
  switch (name) {
    case 'townships':
      return {
        title,
        header: [words.township, ...said],
        rows: [
          ...townships.map(({ townshipName, figures }) => [townshipName, ...cells(figures)]),
          [words.sum, ...cells(total)],
        ],
      };
    case 'halls':
      return {
        title,
        header: [words.township, words.hallId, words.hall, ...said],
        rows: townships.flatMap(({ townshipName, halls }) =>
          halls.map(({ hallId, hallName, figures }) => [townshipName, hallId, hallName, ...cells(figures)]),
        ),
      };
    case 'lectures':
      return {
        title,
        header: [words.planned, words.lecture, words.lecturer, ...said],
        rows: lectures.map((row) => [timeCell(row.startAt), row.title, row.lecturerName, ...cells(row.figures)]),
      };
  }
}

const words = reportWords('zh-CN');
/** Of the figures those that fit beside a name on a page. */
const printed = ['lectures', 'expected', 'present', 'personTimes', 'supplementTimes'] as const;

function paperOf(counted: Counted): Paper {
  const { period, asOf, total, townships, lectures } = counted;
  const block = (title: string, first: string, rows: readonly (readonly [string, LectureFigures])[]): PaperBlock[] => [
    { kind: 'heading', text: title },
    {
      kind: 'table',
      head: [first, ...printed.map((name) => words.figures.names[name])],
      shares: [36, ...printed.map(() => 13)],
      rows: rows.map(([name, figures]) => [name, ...printed.map((figure) => String(figures[figure]))]),
    },
  ];
  const { tables } = words.figures;
  return {
    title: words.figures.title,
    number: periodName(period),
    blocks: [
      { kind: 'facts', rows: [[words.asOf, timeCell(asOf)]] },
      { kind: 'facts', rows: figureNames.map((name) => [words.figures.names[name], String(total[name])]) },
      ...block(
        tables.townships,
        words.township,
        townships.map(({ townshipName, figures }) => [townshipName, figures]),
      ),
      ...block(
        tables.lectures,
        words.lecture,
        lectures.map(({ startAt, title, figures }) => [`${timeCell(startAt).slice(0, 10)} ${title}`, figures]),
      ),
      ...block(
        tables.halls,
        words.hall,
        townships.flatMap(({ halls }) => halls.map(({ hallName, figures }) => [hallName, figures] as const)),
      ),
    ],
    verify: null,
    watermark: null,
  };
}

const periodName = (period: string): string =>
  period.length === 4 ? `${period}年` : `${period.slice(0, 4)}年第${period.slice(5)}季度`;
