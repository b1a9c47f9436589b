import type { certificateRoutes } from '#shared/certificates.ts';
import type { lectureFigureRoutes } from '#shared/lecture-figures.ts';
import type { reportRoutes } from '#shared/reports.ts';
import type { supplementRoutes } from '#shared/supplements.ts';
import type { Fixture } from './fixture.ts';
import { type MatrixWorld, none } from './matrix-world.ts';

const onLecture = (more: Record<string, unknown> = {}): Fixture<MatrixWorld> => ({
  input: (m, which) => ({ lectureId: m.lectures[which], ...more }),
  hasForeign: true,
  reachesAll: ['supervisor'],
});

type Reports = typeof reportRoutes & typeof lectureFigureRoutes & typeof supplementRoutes & typeof certificateRoutes;

const onHall = (more: Record<string, unknown> = {}): Fixture<MatrixWorld> => ({
  input: (m, which) => ({ lectureId: m.lectures[which], hallId: m.hall(which), ...more }),
  hasForeign: true,
  reachesAll: ['supervisor'],
});

export const reportFixtures: { [K in keyof Reports]: Fixture<MatrixWorld> } = {
  lectureSupplements: onLecture(),
  enterSupplement: onHall({ heads: 12, reason: '停电' }),
  lectureCertificates: onLecture(),
  issueCertificates: {
    input: (m, which) => ({ lectureId: m.lectures[which], hallIds: [m.hall(which)] }),
    hasForeign: true,
    reachesAll: ['supervisor'],
  },
  withdrawCertificate: {
    input: onHall({ number: '舒学〔2026〕1号', reason: '数字有误' }).input,
    hasForeign: true,
    nothingOwnFor: ['organizer'],
  },
  certificatesPdf: onLecture(),
  certificatePdf: onHall(),
  lectureFigures: none({ period: '2026Q4' }),
  lectureFigureRows: none({ period: '2026', level: 'all', key: '' }),
  lectureFiguresCsv: none({ period: '2026', table: 'halls' }),
  lectureFiguresXlsx: none({ period: '2026' }),
  lectureFiguresPdf: none({ period: '2026' }),
  lectureReport: onLecture(),
  reportCsv: onLecture({ table: 'halls' }),
  reportXlsx: onLecture(),
  reportPdf: onLecture(),
};
