import { type Caller, isStaff, nameOf, type StaffCaller } from '#shared/kit/caller.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Handle } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import type { CurrentLectures } from './current-lectures.ts';
import { isLapsed, isOverdue, type Move, mayDirect, maySee, mayTakeOver, moved, returning } from './lecture.rules.ts';
import { type LectureRecord, plannedEnd } from './lecture-record.ts';
import type { LectureStore } from './lecture-store.ts';
import { handedBack, takenOver } from './take-over.rules.ts';
import type { Stint } from './taught.rules.ts';

export type DirectMove = Extract<Move, 'start' | 'pause' | 'resume' | 'end' | 'reopen'>;

/** Whether who teaches is there and on air, and since when nobody is (null: not known). */
export type OnAir = {
  readonly isHere: boolean;
  readonly isOnAir: boolean;
  readonly lastOnAirAt: number | null;
  readonly stint: Stint;
};

export type LectureDirecting = Handle & {
  /** Durable when it resolves; the room hears of it before. */
  direct(caller: Caller, id: LectureId, move: DirectMove): Promise<LectureRecord>;
  sayReturn(caller: Caller, id: LectureId, minutes: number | null): Promise<LectureRecord>;
  /** The caller teaches from now on, if nobody does. */
  takeOver(caller: Caller, id: LectureId, from: string): Promise<LectureRecord>;
  handBack(caller: Caller, id: LectureId): Promise<LectureRecord>;
  /** What the clock does: lapsing, and ending what was left on. */
  tick(): Promise<void>;
};

export type DirectingDeps = {
  readonly store: LectureStore;
  readonly current: CurrentLectures;
  readonly onAir: (id: LectureId) => OnAir;
  readonly clock: Clock;
  readonly log: Logger;
};

const TICK_MS = 10_000;
/** A lecturer who reloads the page, or comes back after the server's restart, is on air again within this time. */
const OFF_AIR_MS = 120_000;

export function createLectureDirecting({ store, current, onAir, clock, log }: DirectingDeps): LectureDirecting {
  const startedAt = clock.now();
  const lapse = async ({ id }: LectureRecord): Promise<void> => {
    await store.change(id, (stored) => moved(stored, 'lapse', { at: clock.now(), by: '' }));
  };
  const endByItself = async (lecture: LectureRecord): Promise<void> => {
    const { isOnAir, lastOnAirAt, stint } = onAir(lecture.id);
    if (isOnAir || clock.now() - (lastOnAirAt ?? startedAt) < OFF_AIR_MS) return;
    // The hour in which nobody taught is not live time: halls that left meanwhile were there to the end.
    const liveUntil = Math.min(clock.now(), lastOnAirAt ?? plannedEnd(lecture));
    await store.change(lecture.id, (stored) => moved(stored, 'end', { at: clock.now(), by: '', liveUntil, stint }));
  };
  const tick = async (): Promise<void> => {
    const now = clock.now();
    for (const lecture of current.all()) {
      try {
        if (isLapsed(lecture, now)) await lapse(lecture);
        else if (isOverdue(lecture, now)) await endByItself(lecture);
      } catch (error) {
        // Somebody else moved it meanwhile, or the database is away: the next tick sees.
        log.info({ err: error, lectureId: lecture.id }, 'a lecture was not moved by the clock');
      }
    }
  };
  const timer = clock.every(TICK_MS, 'lapse and end lectures', tick);

  const allowed = async (caller: Caller, id: LectureId, may: typeof mayDirect): Promise<StaffCaller> => {
    const known = await store.find(id);
    if (!maySee(caller, known)) throw new AppError('not_found', 'lecture_unknown');
    if (!isStaff(caller) || !may(caller, known)) throw new AppError('forbidden', 'not_your_lecture');
    return caller;
  };

  const changeAsDirector = async (
    caller: Caller,
    id: LectureId,
    build: (stored: LectureRecord) => LectureRecord,
  ): Promise<LectureRecord> => {
    await allowed(caller, id, mayDirect);
    return store.change(id, (stored) => {
      // Asked again of what is stored: a spare who gave the lecture back meanwhile directs no more.
      if (!mayDirect(caller, stored)) throw new AppError('forbidden', 'not_your_lecture');
      return build(stored);
    });
  };

  return {
    takeOver: async (caller, id, from) => {
      const by = await allowed(caller, id, mayTakeOver);
      return store.change(id, (stored) => {
        if (!mayTakeOver(caller, stored)) throw new AppError('forbidden', 'not_your_lecture');
        return takenOver(stored, { by, from, ...onAir(id), at: clock.now() });
      });
    },
    handBack: async (caller, id) => {
      const by = await allowed(caller, id, mayTakeOver);
      return store.change(id, (stored) => handedBack(stored, { by, stint: onAir(id).stint }));
    },
    direct: (caller, id, move) =>
      changeAsDirector(caller, id, (stored) =>
        moved(stored, move, { at: clock.now(), by: nameOf(caller), stint: onAir(id).stint }),
      ),
    sayReturn: (caller, id, minutes) =>
      changeAsDirector(caller, id, (stored) => returning(stored, minutes, clock.now())),
    tick,
    close: () => timer.close(),
  };
}
