import type { Connection } from 'mongoose';
import { z } from 'zod';
import { type FileHash, fileHash, hallId, type LectureId, lectureId, type PartId, partId } from '#shared/kit/ids.ts';
import { photoRemoval, roomPhotoRules } from '#shared/room-photos.ts';
import { guarded, insertedOnce } from '../db/errors.ts';
import { trusted } from '../db/schema-options.ts';
import { roomPhotoModel } from './room-photo.model.ts';

/** The named seam between what is stored and the types of this module. */
const stored = z.object({
  _id: partId,
  lectureId,
  lectureTitle: z.string(),
  hallId,
  hallName: z.string(),
  at: z.date(),
  noticeVersion: z.string(),
  by: z.string(),
  hash: fileHash.nullable(),
  removedAt: z.date().nullable(),
  removedWhy: photoRemoval.shape.why.nullable(),
  removedBy: z.string().nullable(),
  removedReason: z.string().nullable(),
});
type Stored = z.infer<typeof stored>;

type Facts = Pick<Stored, 'lectureId' | 'lectureTitle' | 'hallId' | 'hallName' | 'at' | 'noticeVersion' | 'by'>;
export type Removal = { at: Date; why: z.infer<typeof photoRemoval>['why']; by: string; reason: string | null };
/** `hash` names the file of a photo that is there; `removed` tells why it is not. */
export type Photo = Facts & { id: PartId } & ({ hash: FileHash; removed: null } | { hash: null; removed: Removal });
export type KeptPhoto = Extract<Photo, { removed: null }>;

export type RoomPhotoRepo = {
  find(id: PartId): Promise<Photo | null>;
  /** Durable when it resolves. False where the hall has no place left in this lecture, or the id is there already. */
  insert(photo: KeptPhoto, keptUntil: Date): Promise<boolean>;
  /** Of this hall in this lecture, with those that were removed. */
  sent(of: Pick<Photo, 'lectureId' | 'hallId'>): Promise<number>;
  /** Takes the picture out of the row. False where it was out already. */
  remove(id: PartId, removal: Removal): Promise<boolean>;
  /** By time, with those that were removed. */
  ofLecture(id: LectureId): Promise<Photo[]>;
  /** Those of them that are there, newest first. */
  those(ids: ReadonlySet<PartId>): Promise<KeptPhoto[]>;
  /** Those that are there and were sent before, or whose days are over by now, a page of them. */
  due(sentBefore: Date, now: Date): Promise<Photo[]>;
  isUsed(hash: FileHash): Promise<boolean>;
  usedFiles(): Promise<Set<FileHash>>;
  /** All that are there. */
  kept(): Promise<KeptPhoto[]>;
};

const PAGE = 200;
const places = Array.from({ length: roomPhotoRules.mostOfHall }, (_, index) => index);

export function createRoomPhotoRepo(connection: Connection): RoomPhotoRepo {
  const model = roomPhotoModel(connection);
  const keptPhotos = async (): Promise<KeptPhoto[]> =>
    (await model.find({ removedAt: null }).lean()).map(photoOf).filter(isKept);
  return {
    find: (id) =>
      guarded(async () => {
        const found = await model.findById(id).lean();
        return found === null ? null : photoOf(found);
      }),
    insert: ({ id, removed: _, ...facts }, keptUntil) =>
      guarded(async () => {
        for (const each of places) {
          const place = `${facts.lectureId}-${facts.hallId}-${each}`;
          if (await insertedOnce(() => model.create({ _id: id, ...facts, keptUntil, place }))) return true;
        }
        return false;
      }),
    sent: ({ lectureId: inLecture, hallId: ofHall }) =>
      guarded(() => model.countDocuments({ lectureId: inLecture, hallId: ofHall })),
    remove: (id, { at, why, by, reason }) =>
      guarded(async () => {
        const proof = { hash: null, removedAt: at, removedWhy: why, removedBy: by, removedReason: reason };
        const { modifiedCount } = await model.updateOne(
          { _id: id, removedAt: null },
          { $set: proof, $unset: { place: 1 } },
        );
        return modifiedCount === 1;
      }),
    ofLecture: (id) => guarded(async () => (await model.find({ lectureId: id }).sort({ at: 1 }).lean()).map(photoOf)),
    those: (ids) =>
      guarded(async () =>
        (
          await model
            .find({ _id: trusted({ $in: [...ids] }) })
            .sort({ at: -1 })
            .lean()
        )
          .map(photoOf)
          .filter(isKept),
      ),
    due: (sentBefore, now) =>
      guarded(async () => {
        const old = { removedAt: null, at: trusted({ $lt: sentBefore }) };
        const over = { removedAt: null, keptUntil: trusted({ $lt: now }) };
        const found = await model.find(old).sort({ at: 1 }).limit(PAGE).lean();
        const rows = found.length > 0 ? found : await model.find(over).sort({ keptUntil: 1 }).limit(PAGE).lean();
        return rows.map(photoOf);
      }),
    isUsed: (hash) => guarded(async () => (await model.findOne({ hash }).lean()) !== null),
    usedFiles: () =>
      guarded(async () => {
        const found = await model.find({ removedAt: null }).select({ hash: 1 }).lean();
        return new Set(found.map(({ hash }) => fileHash.parse(hash)));
      }),
    kept: () => guarded(keptPhotos),
  };
}

function photoOf(found: unknown): Photo {
  const { _id, hash, removedAt, removedWhy, removedBy, removedReason, ...facts } = stored.parse(found);
  if (removedAt === null && hash !== null) return { id: _id, ...facts, hash, removed: null };
  if (removedAt === null || removedWhy === null) throw new Error(`room photo ${_id} is neither there nor removed`);
  const removed = { at: removedAt, why: removedWhy, by: removedBy ?? '', reason: removedReason };
  return { id: _id, ...facts, hash: null, removed };
}

const isKept = (photo: Photo): photo is KeptPhoto => photo.removed === null;
