import { type Connection, type Model, Schema } from 'mongoose';
import type { LegalField } from '#shared/kit/legal-field.ts';
import type { Channel } from '#shared/request-facts.ts';
import { maybeEmpty, number, numberOrNull, text, textOrNull, time } from '../db/fields.ts';
import { defineModel, partOptions, schemaOptions, stringId } from '../db/schema-options.ts';
import type { MatterCounts } from './figure.rules.ts';

/** What the figures count of one matter, kept so that a page need not walk through all events; `verify` counts again. */
export type FigureDocument = {
  _id: string;
  quarter: string;
  number: string;
  branch: string;
  townshipId: string;
  townshipName: string;
  channel: Channel;
  field: LegalField | null;
  expertId: string | null;
  expertName: string;
  openedAt: Date;
  /** Everything up to here is counted. */
  asOf: Date;
  counts: MatterCounts;
};

const counts = new Schema(
  {
    claimMinutes: numberOrNull,
    meetingMinutes: numberOrNull,
    held: number,
    noShow: number,
    outcome: textOrNull,
    agreements: number,
    rating: numberOrNull,
    visit: textOrNull,
  },
  partOptions,
);

const figureSchema = new Schema<FigureDocument>(
  {
    _id: stringId,
    quarter: text,
    number: text,
    branch: text,
    townshipId: text,
    townshipName: maybeEmpty,
    channel: text,
    field: textOrNull,
    expertId: textOrNull,
    expertName: maybeEmpty,
    openedAt: time,
    asOf: time,
    counts: { type: counts, required: true },
  },
  schemaOptions,
)
  .index({ quarter: 1, openedAt: 1, _id: 1 })
  .index({ quarter: 1, branch: 1, openedAt: 1, _id: 1 })
  .index({ quarter: 1, expertId: 1, openedAt: 1, _id: 1 });

export const figureModel = (connection: Connection): Model<FigureDocument> =>
  defineModel(connection, 'matterFigures', figureSchema);
