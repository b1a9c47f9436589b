import type { headsCommands } from '#shared/heads.ts';
import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { CommandCall } from '../kernel/call.ts';
import type { HeadsSession } from './heads-session.ts';

/** Somebody in a running lecture, as this connection speaks for them. */
type Seat = { readonly hallId: HallId | null; readonly mayDirect: boolean; readonly heads: HeadsSession };

/** Rejects unless the caller is in this lecture on this connection and the lecture is live or paused. */
type TakeSeat = (caller: Caller, connectionId: string, lectureId: LectureId) => Promise<Seat>;

export function createHeadCommands({ seat }: { seat: TakeSeat }): Handlers<typeof headsCommands, CommandCall> {
  return {
    'heads:report': async ({ lectureId, reportId, heads: counted }, { caller, connectionId }) => {
      const { heads, hallId } = await seat(caller, connectionId, lectureId);
      if (hallId === null) throw new AppError('forbidden', 'role_not_allowed');
      await heads.report(hallId, `${hallId}-${reportId}`, counted);
      return {};
    },
    'heads:ask': async ({ lectureId }, { caller, connectionId }) => {
      const { heads, mayDirect } = await seat(caller, connectionId, lectureId);
      if (!mayDirect) throw new AppError('forbidden', 'not_your_lecture');
      await heads.ask();
      return {};
    },
  };
}
