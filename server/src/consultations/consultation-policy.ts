import type { PartId } from '#shared/kit/ids.ts';
import { partId } from '#shared/kit/ids.ts';
import type { RoomPolicy } from '../live/room-policy.ts';

/** All in the room speak and hear each other. A guest shows no screen, since it has no files; a supervisor only looks on, seen by all. */
export const consultationPolicy: RoomPolicy = {
  mayPublish: ({ role }, source) => role !== 'supervisor' && (role !== 'guest' || source !== 'screen'),
  mayReceive: () => true,
};

/** Who somebody is in the room: its place in the meeting, whichever device it comes with. */
export const keyOf = (id: PartId): string => id;
export const partOfKey = (key: string): PartId => partId.parse(key);
