import type { CallerRole, HallCaller, StaffCaller } from '#shared/kit/caller.ts';
import { type HallId, hallId } from '#shared/kit/ids.ts';
import type { RoomPolicy } from '../live/room-policy.ts';
import type { LectureExtras } from './lecture-extras.ts';
import { keyAs, type LectureRecord } from './lecture-record.ts';

/**
 * Who teaches speaks, and everybody hears and sees that person (`teacher` is its key); halls send only what the stage lets them, to those whom it lets
 * them reach.
 */
export function lecturePolicy(
  extras: Pick<LectureExtras, 'mayHallPublish' | 'reachOf'>,
  teacher: () => string,
): RoomPolicy {
  return {
    mayPublish: ({ key }, source) => {
      const hall = hallIdOf(key);
      return hall === undefined ? key === teacher() : extras.mayHallPublish(hall, source);
    },
    mayReceive: ({ role }, { from }) => {
      const reach = reachOf(extras, from.key, teacher());
      return reach === 'everybody' || (reach === 'directors' && isDirector(role));
    },
  };
}

/** Does everybody see and hear what the owner of this track sends? */
export const isSeenByAll =
  (extras: Pick<LectureExtras, 'reachOf'>, teacher: string) =>
  ({ owner }: { readonly owner: string }): boolean =>
    reachOf(extras, owner, teacher) === 'everybody';

/** Who may see and hear what the owner of this key sends. */
function reachOf(
  extras: Pick<LectureExtras, 'reachOf'>,
  key: string,
  teacher: string,
): ReturnType<LectureExtras['reachOf']> {
  const hall = hallIdOf(key);
  if (hall !== undefined) return extras.reachOf(hall);
  return key === teacher ? 'everybody' : 'nobody';
}

export const isDirector = (role: CallerRole): boolean => role === 'lecturer' || role === 'organizer';

/** Lecturers stay in as long as the plan names them; who else is in loses the right with the session. */
export const mayStayIn = ({ lecturerId, spareId }: LectureRecord, key: string): boolean =>
  !key.startsWith('lecturer:') ||
  [lecturerId, spareId].some((account) => account !== null && key === keyAs('lecturer', account));

const HALL_KEY = 'hall:';

/** Who somebody is in the room: a hall, or an account in one of its roles. */
export const keyOf = (caller: StaffCaller | HallCaller): string =>
  caller.role === 'hall' ? keyOfHall(caller.hallId) : `${caller.role}:${caller.accountId}`;

export const keyOfHall = (id: HallId): string => `${HALL_KEY}${id}`;

export const hallIdOf = (key: string): HallId | undefined =>
  key.startsWith(HALL_KEY) ? hallId.parse(key.slice(HALL_KEY.length)) : undefined;
