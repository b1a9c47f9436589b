import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { pollCommands } from '#shared/polls.ts';
import { AppError } from '../kernel/app-error.ts';
import type { CommandCall } from '../kernel/call.ts';
import type { PollsSession } from './polls-session.ts';

type Seat = { readonly hallId: HallId | null; readonly mayDirect: boolean; readonly polls: PollsSession };

/** Rejects unless the caller is in this lecture on this connection and the lecture is live or paused. */
type TakeSeat = (caller: Caller, connectionId: string, lectureId: LectureId) => Promise<Seat>;

export function createPollCommands({ seat }: { seat: TakeSeat }): Handlers<typeof pollCommands, CommandCall> {
  const asDirector = async ({ caller, connectionId }: CommandCall, lectureId: LectureId) => {
    const { polls, mayDirect } = await seat(caller, connectionId, lectureId);
    if (!mayDirect) throw new AppError('forbidden', 'not_your_lecture');
    return polls;
  };
  return {
    'poll:create': async ({ lectureId, pollId, ...plan }, call) => {
      await (await asDirector(call, lectureId)).create({ ...plan, id: pollId });
      return {};
    },
    'poll:move': async ({ lectureId, pollId, to }, call) => {
      await (await asDirector(call, lectureId)).move(pollId, to);
      return {};
    },
    'poll:vote': async ({ lectureId, pollId, counts }, { caller, connectionId }) => {
      const { polls, hallId } = await seat(caller, connectionId, lectureId);
      if (hallId === null) throw new AppError('forbidden', 'role_not_allowed');
      await polls.vote(pollId, hallId, counts);
      return {};
    },
  };
}
