import { roomPhotoNotice, type roomPhotoRoutes } from '#shared/room-photos.ts';
import type { Fixture } from './fixture.ts';
import { county, type MatrixWorld, none } from './matrix-world.ts';

const photoId = 'e'.repeat(24);
/** Whoever may ask is told that the photo is unknown, which gives nothing away. */
const photoUnknown: Partial<Fixture<MatrixWorld>> = {
  isHarmless: (ack) => !ack.ok && ack.error.reason === 'room_photo_unknown',
};
const onLecture = (more: Record<string, unknown> = {}): Fixture<MatrixWorld> => ({
  input: (m, which) => ({ lectureId: m.lectures[which], ...more }),
  hasForeign: true,
  reachesAll: county,
});

export const roomPhotoFixtures: { [K in keyof typeof roomPhotoRoutes]: Fixture<MatrixWorld> } = {
  ownRoomPhotos: none(),
  sendRoomPhoto: onLecture({ photoId, noticeVersion: roomPhotoNotice }),
  ownRoomPhoto: { ...none({ photoId }), ...photoUnknown },
  withdrawRoomPhoto: { ...none({ photoId }), ...photoUnknown },
  listRoomPhotos: onLecture(),
  roomPhoto: { ...onLecture({ photoId }), ...photoUnknown },
  removeRoomPhoto: { ...onLecture({ photoId, reason: '测试删除' }), ...photoUnknown },
};
