import type { HallCaller, StaffCaller } from '#shared/kit/caller.ts';
import { type HallId, hallId } from '#shared/kit/ids.ts';
import type { RoomPolicy } from '../live/room-policy.ts';

/** The lecturer speaks, everybody else hears and sees the lecturer; halls never receive each other. */
export const lecturePolicy: RoomPolicy = {
  mayPublish: ({ role }) => role === 'lecturer',
  mayReceive: ({ role }, { from }) => role !== 'lecturer' && from.role === 'lecturer',
};

const HALL_KEY = 'hall:';

/** Who somebody is in the room: a hall, or an account in one of its roles. */
export const keyOf = (caller: StaffCaller | HallCaller): string =>
  caller.role === 'hall' ? keyOfHall(caller.hallId) : `${caller.role}:${caller.accountId}`;

export const keyOfHall = (id: HallId): string => `${HALL_KEY}${id}`;

export const hallIdOf = (key: string): HallId | undefined =>
  key.startsWith(HALL_KEY) ? hallId.parse(key.slice(HALL_KEY.length)) : undefined;
