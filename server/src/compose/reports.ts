import type { RenderPaper } from '../kernel/paper.ts';
import { createLectureFigureRoutes } from '../reports/lecture-figure.routes.ts';
import { createReportRoutes } from '../reports/report.routes.ts';
import type { LecturesPart } from './lectures.ts';
import { reportLecture } from './report-stores.ts';
import type { Stores } from './stores.ts';

export type ReportsPartDeps = {
  stores: Stores;
  lectures: Pick<LecturesPart, 'lectures'>;
  render: RenderPaper;
};

/** What remains of lectures: reports and what can be handed in. */
export function composeReports({ stores, lectures, render }: ReportsPartDeps) {
  return {
    routes: {
      ...createReportRoutes({
        reports: stores.reports,
        lectureFor: async (id, caller) => reportLecture(await lectures.lectures.lectureFor(id, caller)),
        render,
      }),
      ...createLectureFigureRoutes({ figures: stores.lectureFigures, render }),
    },
  };
}

export type ReportsPart = ReturnType<typeof composeReports>;
