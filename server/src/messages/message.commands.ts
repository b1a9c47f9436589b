import { type Caller, isStaff } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { messageCommands } from '#shared/messages.ts';
import { AppError } from '../kernel/app-error.ts';
import type { CommandCall } from '../kernel/call.ts';
import type { MessagesSession } from './messages-session.ts';

type Seat = {
  /** The caller's own hall; null for staff. */
  readonly hallId: HallId | null;
  readonly mayDirect: boolean;
  readonly messages: MessagesSession;
  isExpected(hallId: HallId): boolean;
};

/** Rejects unless the caller is in this lecture on this connection and the lecture is not over. */
type TakeSeat = (caller: Caller, connectionId: string, lectureId: LectureId) => Promise<Seat>;

export function createMessageCommands({ seat }: { seat: TakeSeat }): Handlers<typeof messageCommands, CommandCall> {
  return {
    'message:send': async ({ lectureId, messageId, hallId, text }, { caller, connectionId }) => {
      const { mayDirect, messages, isExpected } = await seat(caller, connectionId, lectureId);
      if (!mayDirect) throw new AppError('forbidden', 'not_your_lecture');
      if (!isExpected(hallId)) throw new AppError('not_found', 'hall_unknown');
      await messages.send({ id: messageId, hallId, text, by: isStaff(caller) ? caller.name : '' });
      return {};
    },
    'message:read': async ({ lectureId, messageId }, { caller, connectionId }) => {
      const { hallId, messages } = await seat(caller, connectionId, lectureId);
      if (hallId === null) throw new AppError('forbidden', 'role_not_allowed');
      await messages.read(hallId, messageId);
      return {};
    },
  };
}
