import { z } from 'zod';
import { headCount } from './heads.ts';
import { fileOutput, route } from './kit/define.ts';
import { isoTime } from './kit/fields.ts';
import { hallId, lectureId, orgId } from './kit/ids.ts';

/** Shares and minutes of states-and-rights: present from 70 % of the live time, late and early from 10 minutes. */
export const attendanceRules = { presentShare: 0.7, lateMinutes: 10, leftEarlyMinutes: 10 };

/** absent: 0 minutes; present: at least 70 % of the live time; partial (时长不足): else. */
export const attendanceResult = z.enum(['present', 'partial', 'absent']);

export const attendanceRow = z.object({
  hallId,
  hallName: z.string(),
  townshipId: orgId,
  townshipName: z.string(),
  firstIn: isoTime.nullable(),
  lastOut: isoTime.nullable(),
  /** Milliseconds of the union of the hall's spans within the live time. */
  presentMs: z.number().int(),
  /** `presentMs` in whole minutes, rounded down. */
  minutes: z.number().int(),
  /** How often the hall was cut off and came back within the live time. */
  breaks: z.number().int(),
  result: attendanceResult,
  late: z.boolean(),
  leftEarly: z.boolean(),
  /** The head count that stands: the peak, or what an organizer set; null where nobody counted. */
  heads: z.number().int().nullable(),
  /** All counts in their order, each with who and when. */
  headCounts: z.array(headCount),
});
export type AttendanceRow = z.infer<typeof attendanceRow>;

export const attendanceTotals = z.object({
  expected: z.number().int(),
  present: z.number().int(),
  partial: z.number().int(),
  absent: z.number().int(),
  late: z.number().int(),
  leftEarly: z.number().int(),
  /** 人次: the sum of the head counts that stand. */
  personTimes: z.number().int(),
});
export type AttendanceTotals = z.infer<typeof attendanceTotals>;

export const attendanceReport = z.object({
  lectureId,
  title: z.string(),
  startedAt: isoTime.nullable(),
  endedAt: isoTime.nullable(),
  /** Milliseconds on air, pauses not counted; until now while the lecture goes on. */
  liveMs: z.number().int(),
  isFinal: z.boolean(),
  rows: z.array(attendanceRow),
  townships: z.array(z.object({ townshipId: orgId, townshipName: z.string(), totals: attendanceTotals })),
  totals: attendanceTotals,
});
export type AttendanceReport = z.infer<typeof attendanceReport>;

/** hall: its own row; lecturer: own lectures; organizer: the branch; supervisor: all. */
const readers = ['hall', 'lecturer', 'organizer', 'supervisor'] as const;

export const attendanceRoutes = {
  lectureAttendance: route({
    method: 'GET',
    path: '/api/lectures/:lectureId/attendance',
    input: z.strictObject({ lectureId }),
    output: attendanceReport,
    roles: readers,
    audit: false,
    repeat: 'natural',
  }),
  /** The same rows as CSV: UTF-8 with BOM, cells that begin like a formula are escaped, header in the caller's language. */
  attendanceCsv: route({
    method: 'GET',
    path: '/api/lectures/:lectureId/attendance.csv',
    input: z.strictObject({ lectureId }),
    output: fileOutput,
    roles: ['lecturer', 'organizer', 'supervisor'],
    audit: { object: 'lectureId' },
    repeat: 'natural',
  }),
};
