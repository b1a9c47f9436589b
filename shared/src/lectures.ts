import { z } from 'zod';
import { everyone } from './kit/caller.ts';
import { route } from './kit/define.ts';
import { isoTime, line, reasonText } from './kit/fields.ts';
import { accountId, lectureId, orgId } from './kit/ids.ts';
import { pageInput, pageOf } from './kit/paging.ts';

export const lectureStates = ['draft', 'published', 'live', 'paused', 'ended', 'cancelled', 'lapsed'] as const;
export const lectureState = z.enum(lectureStates);
export type LectureState = z.infer<typeof lectureState>;

/** Clocks of a lecture in minutes, from states-and-rights. */
export const lectureRules = {
  enterBeforeMinutes: 15,
  lapseAfterMinutes: 60,
  endAfterMinutes: 60,
  reopenMinutes: 10,
  minMinutes: 5,
  maxMinutes: 480,
  maxPauseMinutes: 120,
};

export const lecture = z.object({
  id: lectureId,
  title: z.string(),
  topic: z.string(),
  lecturerId: accountId,
  lecturerName: z.string(),
  /** Who stands by to teach in the lecturer's place; null: nobody. */
  spareId: accountId.nullable(),
  spareName: z.string().nullable(),
  startAt: isoTime,
  plannedMinutes: z.number().int(),
  state: lectureState,
  ownerOrgId: orgId,
  ownerOrgName: z.string(),
  expectedHalls: z.number().int(),
  startedAt: isoTime.nullable(),
  endedAt: isoTime.nullable(),
  /** Given when it was cancelled. */
  cancelReason: z.string().nullable(),
});
export type Lecture = z.infer<typeof lecture>;

/** Who taught a lecture from when to when; `as` is why that person taught. */
export const taughtStretch = z.object({
  as: z.enum(['lecturer', 'spare', 'organizer']),
  name: z.string(),
  from: isoTime,
  to: isoTime,
});
export type TaughtStretch = z.infer<typeof taughtStretch>;

export const lectureDetail = z.object({
  ...lecture.shape,
  /** The ticked branches; every hall at or below one of them is expected. */
  audience: z.array(orgId),
  mayPlan: z.boolean(),
  mayDirect: z.boolean(),
  /** In the order of time; whoever teaches now is not yet among them. */
  taught: z.array(taughtStretch),
  /** Every move: from, to, when, by whom, why. */
  timeline: z.array(
    z.object({ from: lectureState, to: lectureState, at: isoTime, by: z.string(), reason: z.string().nullable() }),
  ),
});
export type LectureDetail = z.infer<typeof lectureDetail>;

const plan = {
  title: line(80),
  topic: z.string().trim().max(200),
  lecturerId: accountId,
  /** Another lecturer, who takes over if this one is gone. */
  spareId: accountId.nullable().default(null),
  startAt: isoTime,
  plannedMinutes: z.number().int().min(lectureRules.minMinutes).max(lectureRules.maxMinutes),
  audience: z.array(orgId).min(1).max(400),
};
export const lecturePlan = z.strictObject(plan);
export type LecturePlan = z.infer<typeof lecturePlan>;

const byId = z.strictObject({ lectureId });
const readers = ['lecturer', 'organizer', 'supervisor', 'admin'] as const;
const organizers = ['organizer'] as const;

export const lectureRoutes = {
  /** What everybody may know: published and running lectures of today (Asia/Shanghai) and the next seven days. */
  publicLectures: route({
    method: 'GET',
    path: '/api/public/lectures',
    input: z.strictObject({}),
    output: z.object({
      lectures: z.array(
        lecture.pick({
          id: true,
          title: true,
          topic: true,
          lecturerName: true,
          startAt: true,
          plannedMinutes: true,
          state: true,
        }),
      ),
    }),
    roles: everyone,
    audit: false,
    repeat: 'natural',
  }),
  /** Newest start first. lecturer: own, also as a spare; organizer: the branch; supervisor, admin: all. */
  listLectures: route({
    method: 'GET',
    path: '/api/lectures',
    input: z.strictObject({
      ...pageInput,
      state: lectureState.optional(),
      from: isoTime.optional(),
      to: isoTime.optional(),
      search: z.string().trim().max(80).optional(),
    }),
    output: pageOf(lecture),
    roles: readers,
    audit: false,
    repeat: 'natural',
  }),
  getLecture: route({
    method: 'GET',
    path: '/api/lectures/:lectureId',
    input: byId,
    output: lectureDetail,
    roles: readers,
    audit: false,
    repeat: 'natural',
  }),
  /** Accounts that may be chosen as lecturer. */
  listLecturers: route({
    method: 'GET',
    path: '/api/lecturers',
    input: z.strictObject({}),
    output: z.object({ lecturers: z.array(z.object({ id: accountId, name: z.string(), orgName: z.string() })) }),
    roles: organizers,
    audit: false,
    repeat: 'natural',
  }),
  /** Makes a draft. Refused at the field: a past start, a lecturer or spare who is taken, an audience without halls or outside the branch. */
  createLecture: route({
    method: 'POST',
    path: '/api/lectures',
    input: lecturePlan,
    output: lectureDetail,
    roles: organizers,
    audit: { object: null, fields: ['title', 'startAt', 'lecturerId', 'spareId'] },
    repeat: 'key',
  }),
  /** Draft or published and not yet started. After publishing, a changed audience changes the expected halls, audited. */
  updateLecture: route({
    method: 'PUT',
    path: '/api/lectures/:lectureId',
    input: z.strictObject({ lectureId, ...plan }),
    output: lectureDetail,
    roles: organizers,
    audit: { object: 'lectureId', fields: ['title', 'startAt', 'audience', 'lecturerId', 'spareId'] },
    repeat: 'natural',
  }),
  /** Stores the expected halls and tells them. */
  publishLecture: route({
    method: 'POST',
    path: '/api/lectures/:lectureId/publish',
    input: byId,
    output: lectureDetail,
    roles: organizers,
    audit: { object: 'lectureId' },
    repeat: 'key',
  }),
  cancelLecture: route({
    method: 'POST',
    path: '/api/lectures/:lectureId/cancel',
    input: z.strictObject({ lectureId, reason: reasonText }),
    output: lectureDetail,
    roles: organizers,
    audit: { object: 'lectureId', fields: ['reason'] },
    repeat: 'key',
  }),
};
