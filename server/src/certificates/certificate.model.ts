import { type Connection, type Model, Schema } from 'mongoose';
import { flag, maybeEmpty, number, numberOrNull, text, time } from '../db/fields.ts';
import { defineModel, partOptions, schemaOptions, stringId } from '../db/schema-options.ts';

/**
 * What a hall was given; its key is the lecture's and the hall's, with a count from the second on. Never changed but for its being
 * withdrawn, and there is no next one before that.
 */
export type CertificateDocument = {
  _id: string;
  lectureId: string;
  hallId: string;
  number: string;
  token: string;
  /** Of number, date and content. */
  hash: string;
  issuedAt: Date;
  content: {
    hallName: string;
    townshipName: string;
    title: string;
    lecturerName: string;
    ownerOrgName: string;
    startedAt: Date;
    minutes: number;
    heads: number | null;
    isSupplement: boolean;
  };
  withdrawn: { at: Date; by: string; reason: string } | null;
};

const content = new Schema(
  {
    hallName: text,
    townshipName: maybeEmpty,
    title: text,
    lecturerName: maybeEmpty,
    ownerOrgName: maybeEmpty,
    startedAt: time,
    minutes: number,
    heads: numberOrNull,
    isSupplement: flag,
  },
  partOptions,
);

const withdrawal = new Schema({ at: time, by: text, reason: text }, partOptions);

const certificateSchema = new Schema<CertificateDocument>(
  {
    _id: stringId,
    lectureId: text,
    hallId: text,
    number: text,
    token: text,
    hash: text,
    issuedAt: time,
    content: { type: content, required: true },
    withdrawn: { type: withdrawal, default: null },
  },
  schemaOptions,
)
  .index({ token: 1 }, { unique: true })
  .index({ lectureId: 1 });

export const certificateModel = (connection: Connection): Model<CertificateDocument> =>
  defineModel(connection, 'certificates', certificateSchema);
