import type { RoomPhoto } from '#shared/room-photos.ts';
import { useRoute } from '../../lib/query.ts';

const refreshMs = 20_000;
const none: ReadonlyMap<string, readonly RoomPhoto[]> = new Map();

/** The photos of a lecture's rooms by hall, for those who may see them; empty for everybody else. */
export function useRoomPhotos(lectureId: string, mayLook: boolean): ReadonlyMap<string, readonly RoomPhoto[]> {
  const { data } = useRoute('listRoomPhotos', { lectureId }, { isEnabled: mayLook, refreshMs });
  return data === undefined ? none : Map.groupBy(data.photos, ({ hallId }) => hallId);
}

/** Those that are there. */
export const keptOf = (photos: readonly RoomPhoto[]): RoomPhoto[] => photos.filter(({ removed }) => removed === null);
