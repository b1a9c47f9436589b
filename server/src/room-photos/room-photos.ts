import { fileTypeFromBuffer } from 'file-type';
import type { HallCaller, StaffCaller } from '#shared/kit/caller.ts';
import type { FileOutput } from '#shared/kit/define.ts';
import type { FileHash, HallId, LectureId, PartId } from '#shared/kit/ids.ts';
import { DAY_MS, HOUR_MS } from '#shared/kit/time.ts';
import { type RoomPhoto, roomPhotoNotice, roomPhotoRules } from '#shared/room-photos.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Handle } from '../kernel/disposer.ts';
import type { FileStore, StoredFile } from '../kernel/file-store.ts';
import { createPhotoRemoval } from './photo-removal.ts';
import { PhotosOfHalls } from './photos-of-halls.ts';
import { isPlainJpeg } from './plain-jpeg.rules.ts';
import type { KeptPhoto, Photo } from './room-photo.repo.ts';
import type { RoomPhotosDeps } from './room-photo-ports.ts';

type Sent = { readonly lectureId: LectureId; readonly photoId: PartId; readonly noticeVersion: string };

/** Photos of halls' rooms: sent with consent, looked at by few, removed with a proof. Nobody's face is looked for in them. */
export type RoomPhotos = Handle & {
  start(): Promise<void>;
  own(hallId: HallId): Promise<{ isOn: boolean; keptDays: number; photos: RoomPhoto[] }>;
  /** `receive` stores the picture's bytes; it is asked only once everything else is in order. */
  send(caller: HallCaller, sent: Sent, receive: (into: FileStore) => Promise<StoredFile>): Promise<RoomPhoto>;
  withdraw(caller: HallCaller, id: PartId): Promise<void>;
  ofLecture(id: LectureId): Promise<RoomPhoto[]>;
  remove(caller: StaffCaller, id: PartId, of: LectureId, reason: string): Promise<void>;
  /** Rejects with `not_found/room_photo_unknown` unless it is one of theirs and there. */
  picture(id: PartId, of: { readonly lectureId: LectureId } | { readonly hallId: HallId }): Promise<FileOutput>;
};

export function createRoomPhotos(deps: RoomPhotosDeps): RoomPhotos {
  const { repo, files, settings, clock } = deps;
  const byHall = new PhotosOfHalls();
  const removal = createPhotoRemoval(deps, (photo) => byHall.remove(photo));
  const find = async (id: PartId, isTheirs: (photo: Photo) => boolean): Promise<Photo> => {
    const photo = await repo.find(id);
    if (photo === null || !isTheirs(photo)) throw new AppError('not_found', 'room_photo_unknown');
    return photo;
  };
  let timer: Handle | undefined;

  return {
    start: async () => {
      for (const photo of await repo.kept()) byHall.add(photo);
      await removal.expire();
      timer ??= clock.every(HOUR_MS, 'remove old room photos', removal.expire);
    },
    own: async (hallId) => {
      const { roomPhotos: isOn, roomPhotoDays: keptDays } = settings();
      const ids = byHall.of(hallId);
      const photos = ids.size === 0 ? [] : await repo.those(ids);
      return { isOn, keptDays, photos: photos.map(photoView) };
    },
    send: async (caller, sent, receive) => {
      const { title } = await admitted(deps, caller, sent);
      const file = await received(receive, files);
      const photo: KeptPhoto = {
        id: sent.photoId,
        lectureId: sent.lectureId,
        lectureTitle: title,
        hallId: caller.hallId,
        hallName: caller.name,
        at: clock.date(),
        noticeVersion: sent.noticeVersion,
        by: caller.name,
        hash: file.hash,
        removed: null,
      };
      const settledPhoto = await removal.undisturbed(async () => {
        // Asked again: while the picture came the hall may have been unpaired, or the lecture ended.
        await admitted(deps, caller, sent).catch(async (error: unknown) => {
          await removal.drop(file.hash);
          throw error;
        });
        return settled(deps, photo, file, removal.drop);
      });
      if (settledPhoto.removed === null) byHall.add(settledPhoto);
      return photoView(settledPhoto);
    },
    withdraw: async ({ hallId, name }, id) => {
      const photo = await find(id, (each) => each.hallId === hallId);
      await removal.take(photo, { why: 'withdrawn', by: name, reason: null });
    },
    ofLecture: async (id) => (await repo.ofLecture(id)).map(photoView),
    remove: async ({ name }, id, lectureId, reason) => {
      const photo = await find(id, (each) => each.lectureId === lectureId);
      await removal.take(photo, { why: 'organizer', by: name, reason });
    },
    picture: async (id, of) => {
      const isTheirs = (each: Photo) => ('hallId' in of ? each.hallId === of.hallId : each.lectureId === of.lectureId);
      const photo = await find(id, isTheirs);
      if (photo.hash === null) throw new AppError('not_found', 'room_photo_removed');
      const content = { path: files.pathOf(photo.hash) };
      return { fileName: `${photo.hallName}.jpg`, contentType: 'image/jpeg', isInline: true, content };
    },
    close: () => timer?.close(),
  };
}

/** Everything that can be refused before the picture comes over the line. */
async function admitted({ repo, settings, hallSeat }: RoomPhotosDeps, caller: HallCaller, sent: Sent) {
  const lecture = await hallSeat(caller, sent.lectureId);
  if (!settings().roomPhotos) throw new AppError('invalid_state', 'room_photos_off');
  if (sent.noticeVersion !== roomPhotoNotice) throw new AppError('conflict', 'room_photo_notice_old');
  const { lectureId, photoId } = sent;
  const { mostSent: maximum } = roomPhotoRules;
  const isFull = (await repo.sent({ lectureId, hallId: caller.hallId })) >= maximum;
  if (isFull && (await repo.find(photoId)) === null)
    throw new AppError('conflict', 'room_photos_sent_out', { params: { maximum } });
  return lecture;
}

async function received(receive: (into: FileStore) => Promise<StoredFile>, files: FileStore): Promise<StoredFile> {
  try {
    return await receive(files);
  } catch (error) {
    if (!(error instanceof AppError) || error.reason !== 'file_too_large') throw error;
    const kilobytes = roomPhotoRules.maxBytes / 1_000;
    throw new AppError('invalid_input', 'room_photo_too_large', { params: { kilobytes }, cause: error });
  }
}

/** The row of a picture that is stored; without one the picture goes again. */
async function settled(
  { repo, files, settings }: RoomPhotosDeps,
  photo: KeptPhoto,
  { head, hash }: StoredFile,
  drop: (hash: FileHash) => Promise<void>,
): Promise<Photo> {
  // A removal of the same picture may have come first.
  const bytes = await files.read(hash).catch((cause: unknown) => {
    throw new AppError('unavailable', 'upload_broken', { cause });
  });
  const isJpeg = (await fileTypeFromBuffer(head))?.mime === 'image/jpeg';
  if (!isJpeg || !isPlainJpeg(bytes)) {
    await drop(hash);
    throw new AppError('invalid_input', isJpeg ? 'room_photo_not_plain' : 'room_photo_not_jpeg');
  }
  const keptUntil = new Date(photo.at.getTime() + settings().roomPhotoDays * DAY_MS);
  if (await repo.insert(photo, keptUntil)) return photo;
  await drop(hash);
  const same = await repo.find(photo.id);
  if (same !== null && same.hallId === photo.hallId && same.lectureId === photo.lectureId) return same;
  if (same !== null) throw new AppError('not_found', 'room_photo_unknown');
  throw new AppError('conflict', 'room_photos_full', { params: { maximum: roomPhotoRules.mostOfHall } });
}

const photoView = ({ hash: _, at, removed, ...rest }: Photo): RoomPhoto => ({
  ...rest,
  at: at.toISOString(),
  removed: removed && { ...removed, at: removed.at.toISOString() },
});
