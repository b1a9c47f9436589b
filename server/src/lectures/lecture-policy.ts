import type { CallerRole, HallCaller, StaffCaller } from '#shared/kit/caller.ts';
import { type HallId, hallId } from '#shared/kit/ids.ts';
import type { RoomPolicy } from '../live/room-policy.ts';
import type { LectureExtras } from './lecture-extras.ts';

/**
 * The lecturer speaks and everybody hears and sees the lecturer; halls send only what the stage lets them, to those whom it lets
 * them reach.
 */
export function lecturePolicy(extras: Pick<LectureExtras, 'mayHallPublish' | 'reachOf'>): RoomPolicy {
  return {
    mayPublish: ({ role, key }, source) => {
      const hall = hallIdOf(key);
      return hall === undefined ? role === 'lecturer' : extras.mayHallPublish(hall, source);
    },
    mayReceive: ({ role }, { from }) => {
      const reach = reachOf(extras, from.key);
      return reach === 'everybody' || (reach === 'directors' && isDirector(role));
    },
  };
}

/** Who may see and hear what the owner of this key sends. */
export function reachOf(extras: Pick<LectureExtras, 'reachOf'>, key: string): ReturnType<LectureExtras['reachOf']> {
  const hall = hallIdOf(key);
  if (hall !== undefined) return extras.reachOf(hall);
  return key.startsWith('lecturer:') ? 'everybody' : 'nobody';
}

export const isDirector = (role: CallerRole): boolean => role === 'lecturer' || role === 'organizer';

const HALL_KEY = 'hall:';

/** Who somebody is in the room: a hall, or an account in one of its roles. */
export const keyOf = (caller: StaffCaller | HallCaller): string =>
  caller.role === 'hall' ? keyOfHall(caller.hallId) : `${caller.role}:${caller.accountId}`;

export const keyOfHall = (id: HallId): string => `${HALL_KEY}${id}`;

export const hallIdOf = (key: string): HallId | undefined =>
  key.startsWith(HALL_KEY) ? hallId.parse(key.slice(HALL_KEY.length)) : undefined;
