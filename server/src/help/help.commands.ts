import type { helpCommands } from '#shared/help.ts';
import { type Caller, isStaff } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { CommandCall } from '../kernel/call.ts';
import type { HelpSession } from './help-session.ts';

type Seat = {
  /** The caller's own hall; null for staff. */
  readonly hallId: HallId | null;
  readonly mayDirect: boolean;
  readonly help: HelpSession;
  nameOf(hallId: HallId): string;
};

/** Rejects unless the caller is in this lecture on this connection and the lecture is not over. */
type TakeSeat = (caller: Caller, connectionId: string, lectureId: LectureId) => Promise<Seat>;

export function createHelpCommands({ seat }: { seat: TakeSeat }): Handlers<typeof helpCommands, CommandCall> {
  return {
    'help:ask': async ({ lectureId, helpId, facts }, { caller, connectionId }) => {
      const { hallId, help } = await seat(caller, connectionId, lectureId);
      if (hallId === null) throw new AppError('forbidden', 'role_not_allowed');
      await help.ask(hallId, helpId, facts);
      return {};
    },
    'help:done': async ({ lectureId, helpId }, { caller, connectionId }) => {
      const { hallId, mayDirect, help, nameOf } = await seat(caller, connectionId, lectureId);
      if (hallId === null && !mayDirect) throw new AppError('forbidden', 'not_your_lecture');
      const by = hallId === null ? (isStaff(caller) ? caller.name : '') : nameOf(hallId);
      await help.done(helpId, by, hallId);
      return {};
    },
  };
}
