import { z } from 'zod';
import { fileOutput, route } from './kit/define.ts';
import { isoTime, reasonText } from './kit/fields.ts';
import { hallId, lectureId, partId } from './kit/ids.ts';

/**
 * What a hall may send: so many photos there at once in a lecture, and so many sendings in all; the page makes the picture smaller
 * than this, and without what a camera writes beside it.
 */
export const roomPhotoRules = { maxBytes: 400_000, mostOfHall: 5, mostSent: 20, longestSide: 1_280 };

/** Of the notice's words in the client; a change of the words is a new version. */
export const roomPhotoNotice = '2026-11';

/** Why a photo is not there any more: its days are over, the hall took the consent back, an organizer removed it. */
export const photoRemoval = z.object({
  at: isoTime,
  why: z.enum(['retention', 'withdrawn', 'organizer']),
  /** Empty for the clock. */
  by: z.string(),
  /** Of an organizer. */
  reason: z.string().nullable(),
});

/** A photo of the room, or, once `removed`, the proof that there was one. */
export const roomPhoto = z.object({
  id: partId,
  lectureId,
  lectureTitle: z.string(),
  hallId,
  hallName: z.string(),
  at: isoTime,
  /** The notice that the people in the room were told and agreed to. */
  noticeVersion: z.string(),
  /** Who said so. */
  by: z.string(),
  removed: photoRemoval.nullable(),
});
export type RoomPhoto = z.infer<typeof roomPhoto>;

const nothing = z.object({});
const ofHall = { roles: ['hall'], repeat: 'natural' } as const;
/** Who may look at the photos of a lecture. */
export const roomPhotoWatchers = ['organizer', 'supervisor'] as const;
const lecturePath = '/api/lectures/:lectureId/room-photos';
const ownPath = '/api/hall/room-photos';
const ofLecture = { lectureId, photoId: partId };

export const roomPhotoRoutes = {
  /** The hall's own photos that are there, newest first, of all lectures; and whether and for how many days the county takes them. */
  ownRoomPhotos: route({
    method: 'GET',
    path: ownPath,
    input: z.strictObject({}),
    output: z.object({ isOn: z.boolean(), keptDays: z.number().int(), photos: z.array(roomPhoto) }),
    audit: false,
    ...ofHall,
  }),
  /** From within a lecture on air. The same `photoId` again is the same photo. `conflict/room_photos_full` at the fifth. */
  sendRoomPhoto: route({
    method: 'POST',
    path: `${lecturePath}/:photoId`,
    input: z.strictObject({ ...ofLecture, noticeVersion: z.string().max(20) }),
    output: roomPhoto,
    upload: { maxBytes: roomPhotoRules.maxBytes },
    audit: { object: 'lectureId', fields: ['photoId', 'noticeVersion'] },
    ...ofHall,
  }),
  ownRoomPhoto: route({
    method: 'GET',
    path: `${ownPath}/:photoId`,
    input: z.strictObject({ photoId: partId }),
    output: fileOutput,
    audit: { object: 'photoId' },
    ...ofHall,
  }),
  /** The consent is taken back, at any time: the picture goes, a proof without it stays. */
  withdrawRoomPhoto: route({
    method: 'DELETE',
    path: `${ownPath}/:photoId`,
    input: z.strictObject({ photoId: partId }),
    output: nothing,
    audit: { object: 'photoId' },
    ...ofHall,
  }),
  /** In the order of their sending; what was removed stands as a proof. */
  listRoomPhotos: route({
    method: 'GET',
    path: lecturePath,
    input: z.strictObject({ lectureId }),
    output: z.object({ photos: z.array(roomPhoto) }),
    roles: roomPhotoWatchers,
    audit: false,
    repeat: 'natural',
  }),
  /** Who opened a photo is in the audit log. */
  roomPhoto: route({
    method: 'GET',
    path: `${lecturePath}/:photoId`,
    input: z.strictObject(ofLecture),
    output: fileOutput,
    roles: roomPhotoWatchers,
    audit: { object: 'lectureId', fields: ['photoId'] },
    repeat: 'natural',
  }),
  removeRoomPhoto: route({
    method: 'DELETE',
    path: `${lecturePath}/:photoId`,
    input: z.strictObject({ ...ofLecture, reason: reasonText }),
    output: nothing,
    roles: ['organizer'],
    audit: { object: 'lectureId', fields: ['photoId', 'reason'] },
    repeat: 'natural',
  }),
};
