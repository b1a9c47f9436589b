import { z } from 'zod';
import { fileOutput, route } from './kit/define.ts';
import { isoTime } from './kit/fields.ts';
import { requestId } from './kit/ids.ts';
import { legalField } from './kit/legal-field.ts';
import { pageInput, pageOf } from './kit/paging.ts';
import { channel, outcome, outcomes } from './request-facts.ts';

/** A quarter of the year in Asia/Shanghai, e.g. `2026Q4`. A matter belongs to the quarter in which it was filed, with all that follows. */
export const quarter = z.string().regex(/^20\d\dQ[1-4]$/);

export const figureGroups = ['total', 'township', 'field', 'channel', 'expert'] as const;
export const figureGroup = z.enum(figureGroups);
export type FigureGroup = z.infer<typeof figureGroup>;

/**
 * claimMinutes, meetingMinutes: medians from filing to the first claim or dispatch, and to the first meeting. rating: mean. The others
 * are counts; answered to notResolved are outcomes.
 */
export const measures = [
  'requests',
  'claimMinutes',
  'meetingMinutes',
  'held',
  'noShow',
  ...outcomes,
  'agreements',
  'ratings',
  'rating',
  'visitHolds',
  'visitFails',
  'visitUnreachable',
] as const;
export const measure = z.enum(measures);
export type Measure = z.infer<typeof measure>;

const cell = z.object({
  /** Code of the township, field or channel, id of the expert; `none` where a matter has none. */
  key: z.string(),
  /** Of a township or expert; empty where the page has the word. */
  name: z.string(),
  /** Null: nothing to make a median or a mean of. */
  values: z.record(measure, z.number().nullable()),
});
export type FigureCell = z.infer<typeof cell>;

const figures = z.object({
  quarter,
  /** Everything up to this moment is in it. */
  asOf: isoTime,
  groups: z.array(z.object({ by: figureGroup, cells: z.array(cell) })),
});
export type Figures = z.infer<typeof figures>;

/** One matter as the figures count it. */
const figureRow = z.object({
  requestId,
  number: z.string(),
  openedAt: isoTime,
  channel,
  field: legalField.nullable(),
  townshipName: z.string(),
  expertName: z.string(),
  claimMinutes: z.number().nullable(),
  meetingMinutes: z.number().nullable(),
  held: z.number().int(),
  noShow: z.number().int(),
  outcome: outcome.nullable(),
  agreements: z.number().int(),
  rating: z.number().nullable(),
  visit: z.enum(['holds', 'doesNotHold', 'unreachable']).nullable(),
});
export type FigureRow = z.infer<typeof figureRow>;

/** supervisor: all; organizer: the branch; expert: own matters. */
const readers = ['supervisor', 'organizer', 'expert'] as const;
const ofQuarter = z.strictObject({ quarter });

export const figureRoutes = {
  getFigures: route({
    method: 'GET',
    path: '/api/figures/:quarter',
    input: ofQuarter,
    output: figures,
    roles: readers,
    audit: false,
    repeat: 'natural',
  }),
  /** The matters that make one figure, in the order of filing. */
  figureRows: route({
    method: 'GET',
    path: '/api/figures/:quarter/rows',
    input: z.strictObject({ quarter, by: figureGroup, key: z.string().max(40), measure, ...pageInput }),
    output: pageOf(figureRow),
    roles: readers,
    audit: false,
    repeat: 'natural',
  }),
  /** UTF-8 with BOM; cells that begin like a formula are escaped. */
  figuresCsv: route({
    method: 'GET',
    path: '/api/figures/:quarter/csv',
    input: ofQuarter,
    output: fileOutput,
    roles: readers,
    audit: { object: null, fields: ['quarter'] },
    repeat: 'natural',
  }),
  /** The same, a sheet for each group and one with the matters. */
  figuresXlsx: route({
    method: 'GET',
    path: '/api/figures/:quarter/xlsx',
    input: ofQuarter,
    output: fileOutput,
    roles: readers,
    audit: { object: null, fields: ['quarter'] },
    repeat: 'natural',
  }),
};
