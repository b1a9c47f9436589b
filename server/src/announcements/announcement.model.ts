import { type Connection, type Model, Schema } from 'mongoose';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

export type AnnouncementDocument = {
  _id: string;
  lectureId: string;
  text: string;
  at: Date;
  by: string;
  isDown: boolean;
};

const text = { type: String, required: true } as const;

const announcementSchema = new Schema<AnnouncementDocument>(
  {
    _id: stringId,
    lectureId: text,
    text,
    at: { type: Date, required: true },
    by: text,
    isDown: { type: Boolean, required: true },
  },
  schemaOptions,
).index({ lectureId: 1, at: 1 });

export const announcementModel = (connection: Connection): Model<AnnouncementDocument> =>
  defineModel(connection, 'announcements', announcementSchema);
