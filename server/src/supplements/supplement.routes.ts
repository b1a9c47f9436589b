import type { AttendanceRow } from '#shared/attendance.ts';
import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { supplementRoutes } from '#shared/supplements.ts';
import { AppError } from '../kernel/app-error.ts';
import type { RouteCall } from '../kernel/call.ts';
import { staffOf } from '../kernel/caller-of.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SupplementRepo } from './supplement.repo.ts';

export type SupplementRoutesDeps = {
  readonly repo: SupplementRepo;
  /** Rejects where the caller may not see the lecture. */
  readonly checkMaySee: (id: LectureId, caller: Caller) => Promise<unknown>;
  /** How the halls took part in a lecture that is over; rejects where the caller may not see it, or before its end. */
  readonly hallsOf: (
    id: LectureId,
    caller: Caller,
  ) => Promise<ReadonlyMap<HallId, Pick<AttendanceRow, 'hallName' | 'result'>>>;
  readonly newId: () => string;
  readonly clock: Clock;
};

export function createSupplementRoutes(deps: SupplementRoutesDeps): Handlers<typeof supplementRoutes, RouteCall> {
  const { repo, checkMaySee, hallsOf, newId, clock } = deps;
  return {
    lectureSupplements: async ({ lectureId }, { caller }) => {
      await checkMaySee(lectureId, caller);
      const entries = await repo.of(lectureId);
      return {
        supplements: entries.map(({ id: _id, at, ...entry }) => ({ ...entry, at: new Date(at).toISOString() })),
      };
    },
    enterSupplement: async ({ lectureId, hallId, heads, reason }, { caller }) => {
      const { name: by } = staffOf(caller);
      const hall = (await hallsOf(lectureId, caller)).get(hallId);
      if (hall === undefined) throw new AppError('not_found', 'hall_unknown');
      if (hall.result === 'present') throw new AppError('invalid_state', 'hall_was_present');
      await repo.insert(lectureId, {
        id: newId(),
        hallId,
        hallName: hall.hallName,
        heads,
        reason,
        by,
        at: clock.now(),
      });
      return {};
    },
  };
}
