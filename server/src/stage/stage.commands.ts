import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { stageCommands } from '#shared/stage.ts';
import { AppError } from '../kernel/app-error.ts';
import type { CommandCall } from '../kernel/call.ts';
import { accepted, invited, type OffBy, off, prolonged, raised, type StageBook, taken } from './stage.rules.ts';
import type { StageSession } from './stage-session.ts';

/** Somebody in a running lecture, as this connection speaks for them. */
export type Seat = {
  /** The caller's own hall; null for staff. */
  readonly hallId: HallId | null;
  readonly mayDirect: boolean;
  readonly stage: StageSession;
  /** Is this hall in the lecture and on the line now? */
  isHere(hallId: HallId): boolean;
};

/** Rejects unless the caller is in this lecture on this connection and the lecture is live or paused. */
export type TakeSeat = (caller: Caller, connectionId: string, lectureId: LectureId) => Promise<Seat>;

/** `earlySeat`: also while those inside wait for the start. */
export function createStageCommands({
  seat,
  earlySeat,
}: {
  seat: TakeSeat;
  earlySeat: TakeSeat;
}): Handlers<typeof stageCommands, CommandCall> {
  const asHall = async (
    { caller, connectionId }: CommandCall,
    lectureId: LectureId,
    rule: (book: StageBook, hallId: HallId, at: number) => StageBook,
  ): Promise<Record<string, never>> => {
    const { stage, hallId } = await seat(caller, connectionId, lectureId);
    if (hallId === null) throw new AppError('forbidden', 'role_not_allowed');
    await stage.act((book, at) => rule(book, hallId, at));
    return {};
  };
  const asDirector = async ({ caller, connectionId }: CommandCall, lectureId: LectureId): Promise<Seat> => {
    const found = await seat(caller, connectionId, lectureId);
    if (!found.mayDirect) throw new AppError('forbidden', 'not_your_lecture');
    return found;
  };
  const onHall = async (
    call: CommandCall,
    { lectureId, hallId }: { lectureId: LectureId; hallId: HallId },
    rule: (book: StageBook, hallId: HallId, at: number) => StageBook,
    needsHall = true,
  ): Promise<Record<string, never>> => {
    const { stage, isHere } = await asDirector(call, lectureId);
    if (needsHall && !isHere(hallId)) throw new AppError('invalid_state', 'hall_not_here');
    await stage.act((book, at) => rule(book, hallId, at));
    return {};
  };

  return {
    'stage:raise': ({ lectureId }, call) => asHall(call, lectureId, raised),
    'stage:leave': ({ lectureId }, call) =>
      asHall(call, lectureId, (book, hallId, at) => off(book, hallId, 'hall', at)),
    'stage:accept': ({ lectureId }, call) => asHall(call, lectureId, accepted),
    'stage:invite': (input, call) => onHall(call, input, invited),
    'stage:take': (input, call) => onHall(call, input, taken),
    'stage:prolong': (input, call) => onHall(call, input, prolonged),
    'stage:takeBack': (input, call) => {
      const by: OffBy = call.caller.role === 'lecturer' ? 'lecturer' : 'organizer';
      return onHall(call, input, (book, hallId, at) => off(book, hallId, by, at), false);
    },
    'stage:watch': async ({ lectureId, hallIds }, call) => {
      const { stage, mayDirect } = await earlySeat(call.caller, call.connectionId, lectureId);
      if (!mayDirect) throw new AppError('forbidden', 'not_your_lecture');
      stage.watch(call.connectionId, hallIds);
      return {};
    },
  };
}
