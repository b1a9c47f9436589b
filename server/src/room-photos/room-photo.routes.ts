import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import type { roomPhotoRoutes } from '#shared/room-photos.ts';
import type { RouteCall } from '../kernel/call.ts';
import { hallOf, staffOf } from '../kernel/caller-of.ts';
import type { RoomPhotos } from './room-photos.ts';

type Deps = {
  photos: RoomPhotos;
  /** Rejects with `not_found/lecture_unknown` unless the caller may see the lecture. */
  checkMaySee: (id: LectureId, caller: Caller) => Promise<unknown>;
};

export function createRoomPhotoRoutes({ photos, checkMaySee }: Deps): Handlers<typeof roomPhotoRoutes, RouteCall> {
  return {
    ownRoomPhotos: async (_, { caller }) => photos.own(hallOf(caller).hallId),
    sendRoomPhoto: (sent, { caller, receiveFile }) => photos.send(hallOf(caller), sent, receiveFile),
    ownRoomPhoto: ({ photoId }, { caller }) => photos.picture(photoId, { hallId: hallOf(caller).hallId }),
    withdrawRoomPhoto: async ({ photoId }, { caller }) => {
      await photos.withdraw(hallOf(caller), photoId);
      return {};
    },
    listRoomPhotos: async ({ lectureId }, { caller }) => {
      await checkMaySee(lectureId, caller);
      return { photos: await photos.ofLecture(lectureId) };
    },
    roomPhoto: async ({ lectureId, photoId }, { caller }) => {
      await checkMaySee(lectureId, caller);
      return photos.picture(photoId, { lectureId });
    },
    removeRoomPhoto: async ({ lectureId, photoId, reason }, { caller }) => {
      await checkMaySee(lectureId, caller);
      await photos.remove(staffOf(caller), photoId, lectureId, reason);
      return {};
    },
  };
}
