import type { attendanceRoutes } from '#shared/attendance.ts';
import type { Ack } from '#shared/kit/errors.ts';
import type { lectureRoutes } from '#shared/lectures.ts';
import { places } from '../world.ts';
import type { Fixture } from './fixture.ts';
import { county, type MatrixWorld, none } from './matrix-world.ts';

const onDraft: Fixture<MatrixWorld> = {
  input: async (m, which) => ({ lectureId: await m.draft(which) }),
  hasForeign: true,
  reachesAll: county,
};
const onLecture: Fixture<MatrixWorld> = {
  input: (m, which) => ({ lectureId: m.lectures[which] }),
  hasForeign: true,
  reachesAll: county,
};

type Lectures = typeof lectureRoutes & typeof attendanceRoutes;

export const lectureFixtures: { [K in keyof Lectures]: Fixture<MatrixWorld> } = {
  publicLectures: none(),
  listLectures: none(),
  getLecture: onLecture,
  listLecturers: none(),
  createLecture: {
    input: (m, which) => m.plan(which === 'own' ? places.own : places.foreign),
    hasForeign: true,
    isHarmless: isRefusedAtField,
  },
  updateLecture: {
    input: async (m, which) => ({
      lectureId: await m.draft(which),
      ...m.plan(which === 'own' ? places.own : places.foreign),
    }),
    hasForeign: true,
  },
  publishLecture: onDraft,
  cancelLecture: { ...onDraft, input: async (m, which) => ({ lectureId: await m.draft(which), reason: '测试取消' }) },
  lectureAttendance: onLecture,
  attendanceCsv: onLecture,
};

/** Planning for a foreign branch is refused at the field. */
function isRefusedAtField(ack: Ack<unknown>): boolean {
  return !ack.ok && (ack.error.fields ?? []).some((field) => field.reason === 'audience_outside_branch');
}
