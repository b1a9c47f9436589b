import { type Caller, type HallCaller, isStaff } from '#shared/kit/caller.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { LectureNow, LectureSnapshot } from '#shared/lecture-live.ts';
import type { LectureState } from '#shared/lectures.ts';
import type { LinkQuality } from '#shared/link-quality.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Admission } from '../live/room-events.ts';
import { checkMayEnter, currentStates, isOnAirState, mayDirect, maySee, wrongState } from './lecture.rules.ts';
import { nowView } from './lecture.views.ts';
import type { LectureDirectory } from './lecture-directory.ts';
import type { LecturesDeps } from './lecture-ports.ts';
import type { LectureRecord } from './lecture-record.ts';
import type { Entrant } from './lecture-session.ts';
import type { LectureStore } from './lecture-store.ts';

/** The door of the running lectures. */
export type LectureEntrance = {
  join(caller: Caller, connectionId: string, id: LectureId, resume: Admission['resume']): Promise<LectureSnapshot>;
  leave(caller: Caller, connectionId: string, id: LectureId): Promise<void>;
  report(
    caller: Caller,
    connectionId: string,
    id: LectureId,
    said: { sound: 'on' | 'off'; quality: LinkQuality },
  ): Promise<void>;
  /** For what somebody does inside: rejects unless this connection is in the lecture and the lecture is live or paused. */
  seat(caller: Caller, connectionId: string, id: LectureId): Promise<LectureSeat>;
  /** As `seat`, also while those inside wait for the start. */
  earlySeat(caller: Caller, connectionId: string, id: LectureId): Promise<LectureSeat>;
  /** As `seat`, for a hall that asks beside its connection: it is in the lecture on whichever it has. */
  hallSeat(caller: HallCaller, id: LectureId): Promise<LectureRecord>;
  /** The lecture as those in it see it now. */
  now(lecture: LectureRecord): LectureNow;
};

/** Somebody in a running lecture. */
export type LectureSeat = {
  /** The caller's own hall; null for staff. */
  readonly hallId: HallId | null;
  readonly mayDirect: boolean;
  /** Is this hall in the lecture and on the line now? */
  isHere(hallId: HallId): boolean;
  isExpected(hallId: HallId): boolean;
};

export type EntranceDeps = {
  readonly store: LectureStore;
  readonly directory: LectureDirectory;
  readonly isExpected: (lecture: LectureRecord, hallId: HallId) => Promise<boolean>;
  readonly noteSound: LecturesDeps['noteSound'];
  readonly clock: Clock;
};

export function createLectureEntrance(deps: EntranceDeps): LectureEntrance {
  const { store, directory, isExpected, noteSound, clock } = deps;
  /** The lecture, for somebody who belongs in it. */
  const approached = async (caller: Entrant, id: LectureId): Promise<LectureRecord> => {
    const lecture = await store.find(id);
    // A draft is nobody's business but its planners'.
    const isKnown = caller.role === 'hall' ? lecture.expectedSetId !== null : maySee(caller, lecture);
    if (!isKnown) throw new AppError('not_found', 'lecture_unknown');
    if (caller.role === 'hall' && !(await isExpected(lecture, caller.hallId))) {
      throw new AppError('forbidden', 'not_in_audience');
    }
    return lecture;
  };

  const seatWhile =
    (isOpen: (state: LectureState) => boolean): LectureEntrance['seat'] =>
    async (caller, connectionId, id) => {
      const entrant = entrantOf(caller);
      const lecture = await approached(entrant, id);
      const session = directory.find(id);
      if (session?.hasConnection(connectionId) !== true) throw new AppError('invalid_state', 'not_in_room');
      if (!isOpen(session.lecture.state)) throw wrongState(session.lecture);
      return {
        hallId: entrant.role === 'hall' ? entrant.hallId : null,
        mayDirect: mayDirect(caller, lecture),
        isHere: (hallId) => session.seats.isHere(hallId),
        isExpected: (hallId) => session.seats.has(hallId),
      };
    };

  return {
    join: async (caller, connectionId, id, resume) => {
      const entrant = entrantOf(caller);
      const lecture = await approached(entrant, id);
      // Before anything is opened for a lecture that nobody may enter now.
      checkMayEnter(lecture, entrant, clock.now());
      const session = await directory.open(lecture);
      return session.join(entrant, connectionId, resume);
    },
    leave: async (caller, connectionId, id) => {
      await approached(entrantOf(caller), id);
      directory.find(id)?.leave(connectionId);
    },
    report: async (caller, connectionId, id, { sound, quality }) => {
      const entrant = entrantOf(caller);
      await approached(entrant, id);
      const session = directory.find(id);
      if (entrant.role !== 'hall' || session === undefined) throw new AppError('invalid_state', 'not_in_room');
      session.report(entrant.hallId, connectionId, sound, quality);
      await noteSound(id, entrant.hallId, sound);
    },
    seat: seatWhile(isOnAirState),
    earlySeat: seatWhile((state) => currentStates.includes(state)),
    hallSeat: async (caller, id) => {
      const lecture = await approached(caller, id);
      const session = directory.find(id);
      if (!isOnAirState((session?.lecture ?? lecture).state)) throw wrongState(session?.lecture ?? lecture);
      if (session?.seats.isHere(caller.hallId) !== true) throw new AppError('invalid_state', 'not_in_room');
      return lecture;
    },
    now: (lecture) => directory.find(lecture.id)?.now() ?? nowView(lecture, { lecturer: 'absent', isSpareHere: false }),
  };
}

function entrantOf(caller: Caller): Entrant {
  if (isStaff(caller) || caller.role === 'hall') return caller;
  throw new AppError('unauthenticated', 'not_signed_in');
}
