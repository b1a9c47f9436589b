import type { Caller } from '#shared/kit/caller.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { ReportHall } from '#shared/reports.ts';
import type { CertificateContent } from '../certificates/certificate.repo.ts';
import { createCertificateRoutes } from '../certificates/certificate.routes.ts';
import type { Config } from '../config.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { RenderPaper } from '../kernel/paper.ts';
import { createLectureFigureRoutes } from '../reports/lecture-figure.routes.ts';
import { createReportRoutes } from '../reports/report.routes.ts';
import type { ReportLecture } from '../reports/report-facts.ts';
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
  const hallsOf = async (id: LectureId, caller: Caller) => {
    const lecture = await lectureFor(id, caller);
    const { halls } = await reports.of(lecture);
    return { lecture, halls: new Map(halls.map((hall) => [hall.hallId, hall])) };
  };
  return {
    routes: {
      ...createReportRoutes({ reports, lectureFor, render }),
      ...createLectureFigureRoutes({ figures: lectureFigures, render }),
      ...createSupplementRoutes({
        repo: { ...supplements, insert: (id, entry) => reports.adding(id, () => supplements.insert(id, entry)) },
        checkMaySee: lectureFor,
        hallsOf: async (id, caller) => (await hallsOf(id, caller)).halls,
        newId,
        clock,
      }),
      ...createCertificateRoutes({
        certificates,
        checkMaySee: lectureFor,
        contentOf: async (id, hallId, caller) => {
          const { lecture, halls } = await hallsOf(id, caller);
          return contentOf(lecture, hallId, halls.get(hallId));
        },
        verifyUrl: (token) => `${config.publicUrl}/verify/${token}`,
        render,
      }),
    },
  };
}

export type ReportsPart = ReturnType<typeof composeReports>;

function contentOf(lecture: ReportLecture, hallId: HallId, hall: ReportHall | undefined): CertificateContent {
  if (hall === undefined) throw new AppError('not_found', 'hall_unknown', { params: { hallId } });
  const isPresent = hall.result === 'present';
  if (!isPresent && hall.supplementHeads === null) throw new AppError('invalid_state', 'hall_was_not_present');
  const { hallName, townshipName, minutes, heads, supplementHeads } = hall;
  const { title, lecturerName, ownerOrgName, startedAt, startAt } = lecture;
  return {
    ...{ hallName, townshipName, title, lecturerName, ownerOrgName, minutes },
    startedAt: startedAt ?? startAt,
    heads: isPresent ? heads : supplementHeads,
    isSupplement: !isPresent,
  };
}
