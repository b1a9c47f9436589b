import type { Caller } from '#shared/kit/caller.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import { createCertificateRoutes } from '../certificates/certificate.routes.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../kernel/clock.ts';
import type { RenderPaper } from '../kernel/paper.ts';
import { createLectureFigureRoutes } from '../reports/lecture-figure.routes.ts';
import { createReportRoutes } from '../reports/report.routes.ts';
import { createSupplementRoutes } from '../supplements/supplement.routes.ts';
import type { LecturesPart } from './lectures.ts';
import { newId } from './new-id.ts';
import { reportLecture } from './report-stores.ts';
import type { Stores } from './stores.ts';

export type ReportsPartDeps = {
  config: Pick<Config, 'publicUrl'>;
  stores: Pick<Stores, 'reports' | 'lectureFigures' | 'supplements' | 'certificates'>;
  lectures: { lectures: Pick<LecturesPart['lectures'], 'lectureFor'> };
  render: RenderPaper;
  clock: Clock;
};

/** What remains of lectures: reports, what can be handed in, later viewings and certificates. */
export function composeReports({ config, stores, lectures, render, clock }: ReportsPartDeps) {
  const { reports, lectureFigures, supplements, certificates } = stores;
  const lectureFor = async (id: LectureId, caller: Caller) =>
    reportLecture(await lectures.lectures.lectureFor(id, caller));
  const reportFor = async (id: LectureId, caller: Caller) => {
    const lecture = await lectureFor(id, caller);
    return { lecture, halls: (await reports.count(lecture)).halls };
  };
  return {
    routes: {
      ...createReportRoutes({ reports, lectureFor, render }),
      ...createLectureFigureRoutes({ figures: lectureFigures, render }),
      ...createSupplementRoutes({
        repo: { ...supplements, insert: (id, entry) => reports.adding(id, () => supplements.insert(id, entry)) },
        checkMaySee: lectureFor,
        hallsOf: async (id, caller) => new Map((await reportFor(id, caller)).halls.map((hall) => [hall.hallId, hall])),
        newId,
        clock,
      }),
      ...createCertificateRoutes({
        certificates,
        checkMaySee: lectureFor,
        reportFor,
        verifyUrl: (token) => `${config.publicUrl}/verify/${token}`,
        render,
        clock,
      }),
    },
  };
}

export type ReportsPart = ReturnType<typeof composeReports>;
