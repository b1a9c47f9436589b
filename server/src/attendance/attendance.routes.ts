import type { attendanceRoutes } from '#shared/attendance.ts';
import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { RouteCall } from '../kernel/call.ts';
import { attendanceCsv } from './attendance.csv.ts';
import type { Attendance, AttendanceLecture, RowScope } from './attendance.service.ts';

export type AttendanceRoutesDeps = {
  readonly attendance: Pick<Attendance, 'report'>;
  /** Rejects with `not_found/lecture_unknown` when the caller may not see the lecture. */
  readonly lectureFor: (lectureId: LectureId, caller: Caller) => Promise<AttendanceLecture>;
};

export function createAttendanceRoutes(deps: AttendanceRoutesDeps): Handlers<typeof attendanceRoutes, RouteCall> {
  const reportFor = async (lectureId: LectureId, caller: Caller) =>
    deps.attendance.report(await deps.lectureFor(lectureId, caller), scopeOf(caller));

  return {
    lectureAttendance: ({ lectureId }, { caller }) => reportFor(lectureId, caller),
    attendanceCsv: async ({ lectureId }, { caller, language }) =>
      attendanceCsv(await reportFor(lectureId, caller), language),
  };
}

/** A hall reads its own row, an organizer those of the branch; who sees the lecture otherwise sees all of it. */
function scopeOf(caller: Caller): RowScope {
  switch (caller.role) {
    case 'hall':
      return { hallId: caller.hallId };
    case 'organizer':
      return { orgPath: caller.orgPath };
    case 'lecturer':
    case 'supervisor':
      return { orgPath: '/' };
    default:
      throw new AppError('forbidden', 'role_not_allowed');
  }
}
