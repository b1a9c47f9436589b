import { z } from 'zod';
import { attendanceRow, attendanceTotals } from './attendance.ts';
import { fileOutput, route } from './kit/define.ts';
import { isoTime } from './kit/fields.ts';
import { hallId, lectureId, orgId } from './kit/ids.ts';
import { lectureState, taughtStretch } from './lectures.ts';
import { poll } from './polls.ts';
import { question } from './questions.ts';

/** From when on something is named among the problems. A start within a minute of the plan is in time. */
export const reportRules = { lateStartMinutes: 5, overrunMinutes: 10, noSoundSeconds: 60, breaks: 1 };

/** What a report counts of one hall; stored when the lecture is over, and counted again by `verify`. */
export const reportHall = z.object({
  ...attendanceRow.omit({ firstIn: true, lastOut: true, headCounts: true }).shape,
  path: z.string(),
  /** How long it was there and its PC gave no sound. */
  noSoundMs: z.number().int(),
  /** People who watched the replay later (补学), counted apart; null where there was none. */
  supplementHeads: z.number().int().nullable(),
  questions: z.number().int(),
  /** Polls in which it voted. */
  votes: z.number().int(),
});
export type ReportHall = z.infer<typeof reportHall>;

export const reportTotals = z.object({
  ...attendanceTotals.shape,
  /** Halls that were there at all. */
  reached: z.number().int(),
  breaks: z.number().int(),
  noSound: z.number().int(),
  questions: z.number().int(),
  /** 补学: halls and people that watched the replay, in none of the other figures. */
  supplements: z.number().int(),
  supplementTimes: z.number().int(),
});
export type ReportTotals = z.infer<typeof reportTotals>;

/** amount: minutes, times or halls, as the kind says. */
export const problemKind = z.enum([
  'lateStart',
  'overrun',
  'pauses',
  'absent',
  'partial',
  'late',
  'leftEarly',
  'breaks',
  'noSound',
  'noHeads',
]);

const problem = z.object({
  kind: problemKind,
  /** Null for what befell the lecture as a whole. */
  hallId: hallId.nullable(),
  hallName: z.string(),
  townshipName: z.string(),
  amount: z.number().int().nullable(),
});
export type ReportProblem = z.infer<typeof problem>;

export const lectureReport = z.object({
  lectureId,
  title: z.string(),
  topic: z.string(),
  lecturerName: z.string(),
  ownerOrgName: z.string(),
  state: lectureState,
  startAt: isoTime,
  plannedMinutes: z.number().int(),
  startedAt: isoTime.nullable(),
  endedAt: isoTime.nullable(),
  /** After it the lecture cannot go on again. */
  finalAt: isoTime,
  /** Who was on air from when to when, in the order of time; empty where nobody was. */
  taught: z.array(taughtStretch),
  /** Milliseconds on air, pauses not counted. */
  liveMs: z.number().int(),
  /** Everything up to this moment is counted. */
  asOf: isoTime,
  totals: reportTotals,
  townships: z.array(z.object({ townshipId: orgId, townshipName: z.string(), totals: reportTotals })),
  halls: z.array(reportHall),
  questions: z.array(question),
  polls: z.array(poll),
  problems: z.array(problem),
});
export type LectureReport = z.infer<typeof lectureReport>;

export const reportTable = z.enum(['halls', 'townships', 'questions', 'polls', 'problems']);
export type ReportTableName = z.infer<typeof reportTable>;

/** lecturer: own lectures; organizer: those of the branch; supervisor: all. Before the end: `invalid_state/lecture_state`. */
const byLecture = { output: fileOutput, roles: ['lecturer', 'organizer', 'supervisor'], repeat: 'natural' } as const;
const input = z.strictObject({ lectureId });

export const reportRoutes = {
  lectureReport: route({
    ...byLecture,
    method: 'GET',
    path: '/api/lectures/:lectureId/report',
    input,
    output: lectureReport,
    audit: false,
  }),
  /** One table of it: UTF-8 with BOM; cells that begin like a formula are escaped. */
  reportCsv: route({
    ...byLecture,
    method: 'GET',
    path: '/api/lectures/:lectureId/report.csv',
    input: z.strictObject({ lectureId, table: reportTable }),
    audit: { object: 'lectureId', fields: ['table'] },
  }),
  /** All tables, a sheet for each. */
  reportXlsx: route({
    ...byLecture,
    method: 'GET',
    path: '/api/lectures/:lectureId/report.xlsx',
    input,
    audit: { object: 'lectureId' },
    limit: 'paper',
  }),
  /** As a paper, in Chinese. */
  reportPdf: route({
    ...byLecture,
    method: 'GET',
    path: '/api/lectures/:lectureId/report.pdf',
    input,
    audit: { object: 'lectureId' },
    limit: 'paper',
  }),
};
