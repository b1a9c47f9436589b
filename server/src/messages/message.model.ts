import { type Connection, type Model, Schema } from 'mongoose';
import { text, time, timeOrNull } from '../db/fields.ts';
import { defineModel, schemaOptions, stringId } from '../db/schema-options.ts';

export type MessageDocument = {
  _id: string;
  lectureId: string;
  hallId: string;
  text: string;
  at: Date;
  by: string;
  readAt: Date | null;
};

const messageSchema = new Schema<MessageDocument>(
  {
    _id: stringId,
    lectureId: text,
    hallId: text,
    text,
    at: time,
    by: text,
    readAt: timeOrNull,
  },
  schemaOptions,
).index({ lectureId: 1, at: 1 });

export const messageModel = (connection: Connection): Model<MessageDocument> =>
  defineModel(connection, 'hall_messages', messageSchema);
