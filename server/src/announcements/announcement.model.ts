import { type Connection, type Model, Schema } from 'mongoose';
import { flag, text, time } from '../db/fields.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

export type AnnouncementDocument = {
  _id: string;
  lectureId: string;
  text: string;
  at: Date;
  by: string;
  isDown: boolean;
};

const announcementSchema = new Schema<AnnouncementDocument>(
  {
    _id: stringId,
    lectureId: text,
    text,
    at: time,
    by: text,
    isDown: flag,
  },
  schemaOptions,
).index({ lectureId: 1, at: 1 });

export const announcementModel = (connection: Connection): Model<AnnouncementDocument> =>
  defineModel(connection, 'announcements', announcementSchema);
