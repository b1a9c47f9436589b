import type { headsRoutes } from '#shared/heads.ts';
import type { StaffCaller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { RouteCall } from '../kernel/call.ts';
import { staffOf } from '../kernel/caller-of.ts';
import type { Clock } from '../kernel/clock.ts';
import type { HeadFact, HeadRepo } from './head.repo.ts';

export type HeadRoutesDeps = {
  readonly repo: Pick<HeadRepo, 'insert'>;
  /** Rejects where the caller may not see the lecture, and before its start; answers the halls that it expects. */
  readonly startedLecture: (id: LectureId, caller: StaffCaller) => Promise<ReadonlySet<HallId>>;
  /** Shown to whoever is in the lecture, if it runs. */
  readonly added: (id: LectureId, fact: HeadFact) => void;
  readonly newId: () => string;
  readonly clock: Clock;
};

export function createHeadRoutes(deps: HeadRoutesDeps): Handlers<typeof headsRoutes, RouteCall> {
  const { repo, startedLecture, added, newId, clock } = deps;
  return {
    correctHeads: async ({ lectureId, hallId, heads, reason }, { caller }) => {
      const halls = await startedLecture(lectureId, staffOf(caller));
      if (!halls.has(hallId)) throw new AppError('not_found', 'hall_unknown');
      const fact = { id: newId(), hallId, heads, at: clock.now(), by: staffOf(caller).name, reason };
      await repo.insert(lectureId, fact);
      added(lectureId, fact);
      return {};
    },
  };
}
