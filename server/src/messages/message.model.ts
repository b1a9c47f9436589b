import { type Connection, type Model, Schema } from 'mongoose';
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

const text = { type: String, required: true } as const;

const messageSchema = new Schema<MessageDocument>(
  {
    _id: stringId,
    lectureId: text,
    hallId: text,
    text,
    at: { type: Date, required: true },
    by: text,
    readAt: { type: Date, default: null },
  },
  schemaOptions,
).index({ lectureId: 1, at: 1 });

export const messageModel = (connection: Connection): Model<MessageDocument> =>
  defineModel(connection, 'hall_messages', messageSchema);
