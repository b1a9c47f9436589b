import type { Settings } from '#shared/settings.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Disposer } from '../kernel/disposer.ts';
import { createFileStore, type FileStore } from '../kernel/file-store.ts';
import type { Logger } from '../kernel/logger.ts';
import { createRoomPhotoRoutes } from '../room-photos/room-photo.routes.ts';
import { createRoomPhotos } from '../room-photos/room-photos.ts';
import type { LecturesPart } from './lectures.ts';
import type { Stores } from './stores.ts';

export type RoomPhotosPartDeps = {
  stores: Pick<Stores, 'roomPhotos'>;
  lectures: Pick<LecturesPart, 'lectures'>;
  files: FileStore;
  settings: () => Settings;
  clock: Clock;
  log: Logger;
  owner: Disposer;
};

/** Where the pictures of rooms lie, apart from all other files: what is removed here is nobody else's. */
export const roomPhotoFiles = (dataDir: string): FileStore => createFileStore(dataDir, 'room-photos');

/** Photos of the rooms of a lecture day. Started once the settings are read: they say how long a photo is kept. */
export function composeRoomPhotos({ stores, lectures: { lectures }, owner, ...deps }: RoomPhotosPartDeps) {
  const photos = owner.own(
    'room photos',
    createRoomPhotos({
      ...deps,
      repo: stores.roomPhotos,
      hallSeat: (caller, id) => lectures.entrance.hallSeat(caller, id),
    }),
  );
  return {
    routes: createRoomPhotoRoutes({ photos, checkMaySee: (id, caller) => lectures.lectureFor(id, caller) }),
    start: () => photos.start(),
  };
}

export type RoomPhotosPart = ReturnType<typeof composeRoomPhotos>;
