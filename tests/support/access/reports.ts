import type { reportRoutes } from '#shared/reports.ts';
import type { Fixture } from './fixture.ts';
import type { MatrixWorld } from './matrix-world.ts';

const onLecture = (more: Record<string, unknown> = {}): Fixture<MatrixWorld> => ({
  input: (m, which) => ({ lectureId: m.lectures[which], ...more }),
  hasForeign: true,
  reachesAll: ['supervisor'],
});

export const reportFixtures: { [K in keyof typeof reportRoutes]: Fixture<MatrixWorld> } = {
  lectureReport: onLecture(),
  reportCsv: onLecture({ table: 'halls' }),
  reportXlsx: onLecture(),
  reportPdf: onLecture(),
};
