import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import type { Language } from '#shared/kit/language.ts';
import { reportWords } from '#shared/report-text.ts';
import { type LectureReport, type reportRoutes, reportTable } from '#shared/reports.ts';
import type { RouteCall } from '../kernel/call.ts';
import type { RenderPaper } from '../kernel/paper.ts';
import { csvFile, timeCell, xlsxFile } from '../kernel/tables.ts';
import { reportPaper } from './report.paper.ts';
import { reportFactRows, reportTableOf } from './report.tables.ts';
import type { ReportLecture } from './report-facts.ts';
import type { Reports } from './reports.ts';

export type ReportRoutesDeps = {
  readonly reports: Pick<Reports, 'of'>;
  /** Rejects with `not_found/lecture_unknown` when the caller may not see the lecture. */
  readonly lectureFor: (lectureId: LectureId, caller: Caller) => Promise<ReportLecture>;
  readonly render: RenderPaper;
};

export function createReportRoutes(deps: ReportRoutesDeps): Handlers<typeof reportRoutes, RouteCall> {
  const { reports, lectureFor, render } = deps;
  const reportFor = async (id: LectureId, { caller }: RouteCall): Promise<LectureReport> =>
    reports.of(await lectureFor(id, caller));

  return {
    lectureReport: ({ lectureId }, call) => reportFor(lectureId, call),
    reportCsv: async ({ lectureId, table }, call) => {
      const report = await reportFor(lectureId, call);
      const { language } = call;
      const named = reportTableOf(report, table, language);
      return csvFile(named, nameOf(report, language, named.title));
    },
    reportXlsx: async ({ lectureId }, call) => {
      const report = await reportFor(lectureId, call);
      const { language } = call;
      const words = reportWords(language);
      const facts = { title: words.facts, header: [words.facts, ''], rows: reportFactRows(report, words) };
      const tables = reportTable.options.map((name) => reportTableOf(report, name, language));
      return xlsxFile([facts, ...tables], nameOf(report, language));
    },
    reportPdf: async ({ lectureId }, call) => {
      const report = await reportFor(lectureId, call);
      const body = await render(reportPaper(report));
      return { fileName: `${nameOf(report, 'zh-CN')}.pdf`, contentType: 'application/pdf', content: { body } };
    },
  };
}

const nameOf = ({ title, startAt }: LectureReport, language: Language, table = ''): string =>
  [reportWords(language).fileName, title, table, timeCell(startAt).slice(0, 10)]
    .filter((part) => part !== '')
    .join('-');
