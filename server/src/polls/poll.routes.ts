import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { pollRoutes } from '#shared/polls.ts';
import type { RouteCall } from '../kernel/call.ts';
import { pollsCsv } from './poll.csv.ts';
import type { PollRepo } from './poll.repo.ts';
import { fullView } from './poll.rules.ts';
import type { PollsSession } from './polls-session.ts';

export type PollRoutesDeps = {
  readonly repo: PollRepo;
  /** Rejects where the caller may not see the lecture. */
  readonly lectureFor: (
    id: LectureId,
    caller: Caller,
  ) => Promise<{ title: string; hallNames: ReadonlyMap<HallId, string> }>;
  /** Of a lecture that runs: then the session's polls are the newest. */
  readonly running: (id: LectureId) => PollsSession | undefined;
};

export function createPollRoutes({
  repo,
  lectureFor,
  running,
}: PollRoutesDeps): Handlers<typeof pollRoutes, RouteCall> {
  const pollsOf = async (id: LectureId) => running(id)?.all ?? (await repo.of(id));
  return {
    lecturePolls: async ({ lectureId }, { caller }) => {
      await lectureFor(lectureId, caller);
      return { polls: (await pollsOf(lectureId)).map(fullView) };
    },
    pollsCsv: async ({ lectureId }, { caller, language }) => {
      const { title, hallNames } = await lectureFor(lectureId, caller);
      return pollsCsv(await pollsOf(lectureId), hallNames, { title, language });
    },
  };
}
