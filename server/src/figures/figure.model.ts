import { type Connection, type Model, Schema } from 'mongoose';
import type { LegalField } from '#shared/kit/legal-field.ts';
import type { Channel } from '#shared/request-facts.ts';
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

const text = { type: String, required: true } as const;
const maybe = { type: String, default: null } as const;
const maybeEmpty = { type: String, default: '' } as const;
const time = { type: Date, required: true } as const;
const maybeNumber = { type: Number, default: null } as const;
const number = { type: Number, required: true } as const;

const counts = new Schema(
  {
    claimMinutes: maybeNumber,
    meetingMinutes: maybeNumber,
    held: number,
    noShow: number,
    outcome: maybe,
    agreements: number,
    rating: maybeNumber,
    visit: maybe,
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
    field: maybe,
    expertId: maybe,
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
