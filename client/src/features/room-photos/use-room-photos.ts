import type { AccountRole } from '#shared/kit/caller.ts';
import { type RoomPhoto, roomPhotoWatchers } from '#shared/room-photos.ts';
import { groupBy } from '../../lib/group-by.ts';
import { useRoute } from '../../lib/query.ts';

const refreshMs = 20_000;
const none: ReadonlyMap<string, readonly RoomPhoto[]> = new Map();

/** The photos of a lecture's rooms by hall, for those who may see them; empty for everybody else. */
export function useRoomPhotos(
  lectureId: string,
  role: AccountRole | null,
  isShown = true,
): ReadonlyMap<string, readonly RoomPhoto[]> {
  const mayLook = roomPhotoWatchers.some((watcher) => watcher === role);
  const { data } = useRoute('listRoomPhotos', { lectureId }, { isEnabled: mayLook && isShown, refreshMs });
  return data === undefined ? none : groupBy(data.photos, ({ hallId }) => hallId);
}

/** Those that are there. */
export const keptOf = (photos: readonly RoomPhoto[]): RoomPhoto[] => photos.filter(({ removed }) => removed === null);
