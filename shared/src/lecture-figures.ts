import { z } from 'zod';
import { fileOutput, route } from './kit/define.ts';
import { isoTime } from './kit/fields.ts';
import { hallId, lectureId, orgId } from './kit/ids.ts';
import { pageInput, pageOf } from './kit/paging.ts';
import { reportTotals } from './reports.ts';

/** A year or a quarter of it in Asia/Shanghai, e.g. `2026`, `2026Q4`. A lecture belongs to the one of its planned start. */
export const figurePeriod = z.string().regex(/^20\d\d(Q[1-4])?$/);

/** Sums over the lectures that are over. `expected` to `supplements` count a hall once for each lecture. */
const lectureFigures = z.object({
  lectures: z.number().int(),
  /** Different halls that were there at least once. */
  hallsReached: z.number().int(),
  ...reportTotals.shape,
});
export type LectureFigures = z.infer<typeof lectureFigures>;

const hallFigures = z.object({ hallId, hallName: z.string(), figures: lectureFigures });
const townshipFigures = z.object({
  townshipId: orgId,
  townshipName: z.string(),
  figures: lectureFigures,
  halls: z.array(hallFigures),
});

const lectureFigureRow = z.object({
  lectureId,
  title: z.string(),
  lecturerName: z.string(),
  startAt: isoTime,
  /** Of the halls that are looked at, in this lecture. */
  figures: lectureFigures,
});
export type LectureFigureRow = z.infer<typeof lectureFigureRow>;

const lectureFiguresOf = z.object({
  period: figurePeriod,
  /** Everything up to this moment is in it. */
  asOf: isoTime,
  total: lectureFigures,
  /** In the order of the tree, each with its halls. */
  townships: z.array(townshipFigures),
});
export type LectureFiguresOf = z.infer<typeof lectureFiguresOf>;

export const figureLevel = z.enum(['all', 'township', 'hall']);
export const figureTableName = z.enum(['townships', 'halls', 'lectures']);
export type FigureTableName = z.infer<typeof figureTableName>;

/** supervisor: all; organizer: the halls of the branch, in whatever lecture; lecturer: own lectures. */
const common = { method: 'GET', roles: ['lecturer', 'organizer', 'supervisor'], repeat: 'natural' } as const;
const ofPeriod = z.strictObject({ period: figurePeriod });
const downloaded = { output: fileOutput, audit: { object: null, fields: ['period'] } } as const;

export const lectureFigureRoutes = {
  lectureFigures: route({
    ...common,
    path: '/api/lecture-figures/:period',
    input: ofPeriod,
    output: lectureFiguresOf,
    audit: false,
  }),
  /** The lectures that make the figures of the whole, a township or a hall, newest first. */
  lectureFigureRows: route({
    ...common,
    path: '/api/lecture-figures/:period/rows',
    input: z.strictObject({ period: figurePeriod, level: figureLevel, key: z.string().max(40), ...pageInput }),
    output: pageOf(lectureFigureRow),
    audit: false,
  }),
  /** UTF-8 with BOM; cells that begin like a formula are escaped. */
  lectureFiguresCsv: route({
    ...common,
    ...downloaded,
    path: '/api/lecture-figures/:period/csv',
    input: z.strictObject({ period: figurePeriod, table: figureTableName }),
  }),
  /** The same, a sheet for each table. */
  lectureFiguresXlsx: route({
    ...common,
    ...downloaded,
    path: '/api/lecture-figures/:period/xlsx',
    input: ofPeriod,
    limit: 'paper',
  }),
  /** As a paper, in Chinese. */
  lectureFiguresPdf: route({
    ...common,
    ...downloaded,
    path: '/api/lecture-figures/:period/pdf',
    input: ofPeriod,
    limit: 'paper',
  }),
};
