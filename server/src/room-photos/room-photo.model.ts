import { type Connection, type Model, Schema } from 'mongoose';
import { text, textOrNull, time, timeOrNull } from '../db/fields.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

/** A photo that a hall sent, with the consent it rests on; without `hash` and `place` it is the proof of one that was removed. */
export type RoomPhotoDocument = {
  _id: string;
  lectureId: string;
  lectureTitle: string;
  hallId: string;
  hallName: string;
  at: Date;
  /** The end of the days that the notice named; rows of an earlier version have none. */
  keptUntil?: Date;
  noticeVersion: string;
  by: string;
  /** Names the file; null once it is removed. */
  hash: string | null;
  /** `<lecture>-<hall>-<n>`: a hall has so many places in a lecture; absent once it is removed. */
  place?: string;
  removedAt: Date | null;
  removedWhy: string | null;
  removedBy: string | null;
  removedReason: string | null;
};

const schema = new Schema<RoomPhotoDocument>(
  {
    _id: stringId,
    lectureId: text,
    lectureTitle: text,
    hallId: text,
    hallName: text,
    at: time,
    keptUntil: Date,
    noticeVersion: text,
    by: text,
    hash: textOrNull,
    place: String,
    removedAt: timeOrNull,
    removedWhy: textOrNull,
    removedBy: textOrNull,
    removedReason: textOrNull,
  },
  schemaOptions,
)
  .index({ place: 1 }, { unique: true, sparse: true })
  .index({ lectureId: 1, at: 1 })
  .index({ removedAt: 1, at: 1 })
  .index({ removedAt: 1, keptUntil: 1 })
  .index({ hash: 1 });

export const roomPhotoModel = (connection: Connection): Model<RoomPhotoDocument> =>
  defineModel(connection, 'roomPhotos', schema);
