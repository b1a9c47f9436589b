import type { HallLecture } from '#shared/halls.ts';
import type { Caller } from '#shared/kit/caller.ts';
import type { LectureNow, LectureSnapshot } from '#shared/lecture-live.ts';
import type { Lecture, LectureDetail, TaughtStretch } from '#shared/lectures.ts';
import { mayDirect, mayPlan } from './lecture.rules.ts';
import { type LectureRecord, spareKey, type Taught, teacherOf } from './lecture-record.ts';

export const iso = (ms: number): string => new Date(ms).toISOString();
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

export function lectureView(record: LectureRecord): Lecture {
  return {
    id: record.id,
    title: record.title,
    topic: record.topic,
    lecturerId: record.lecturerId,
    lecturerName: record.lecturerName,
    spareId: record.spareId,
    spareName: record.spareName,
    startAt: iso(record.startAt),
    plannedMinutes: record.plannedMinutes,
    state: record.state,
    ownerOrgId: record.ownerOrgId,
    ownerOrgName: record.ownerOrgName,
    expectedHalls: record.expectedHalls,
    startedAt: isoOrNull(record.startedAt),
    endedAt: isoOrNull(record.endedAt),
    cancelReason: record.cancelReason,
  };
}

export function detailView(record: LectureRecord, caller: Caller): LectureDetail {
  return {
    ...lectureView(record),
    audience: [...record.audience],
    mayPlan: mayPlan(caller, record),
    mayDirect: mayDirect(caller, record),
    taught: record.taught.map((row) => taughtView(row, record)),
    timeline: record.timeline.map((row) => ({ ...row, at: iso(row.at) })),
  };
}

/** Why each of them taught is told by the plan as it stands. */
export const taughtView = (
  { role, accountId, name, from, to }: Taught,
  { lecturerId }: Pick<LectureRecord, 'lecturerId'>,
): TaughtStretch => ({
  as: role === 'organizer' ? role : accountId === lecturerId ? 'lecturer' : 'spare',
  name,
  from: iso(from),
  to: iso(to),
});

export function announcedView(record: LectureRecord) {
  const { id, title, topic, lecturerName, plannedMinutes, state } = record;
  return { id, title, topic, lecturerName, startAt: iso(record.startAt), plannedMinutes, state };
}

/** Undefined for a lecture that halls are not to see. */
export function hallLectureView(record: LectureRecord): HallLecture | undefined {
  const { state } = record;
  if (state !== 'published' && state !== 'live' && state !== 'paused') return undefined;
  return { ...announcedView(record), state };
}

/** Where the people of the desk are. */
export type DeskPresence = { readonly lecturer: LectureNow['lecturer']; readonly isSpareHere: boolean };

export function nowView(record: LectureRecord, { lecturer, isSpareHere }: DeskPresence): LectureNow {
  const { spareName } = record;
  const owner = spareKey(record);
  return {
    state: record.state,
    startedAt: isoOrNull(record.startedAt),
    endedAt: isoOrNull(record.endedAt),
    resumesAt: isoOrNull(record.resumesAt),
    teacher: teacherOf(record),
    lecturer,
    planned: teacherOf({ ...record, substitute: null }),
    spare: owner === null ? null : { owner, name: spareName ?? '', isHere: isSpareHere },
  };
}

/** What the session knows beside the lecture itself. */
type SnapshotParts = Pick<
  LectureSnapshot,
  'seq' | 'now' | 'participantId' | 'current' | 'counts' | 'halls' | 'extras' | 'media'
>;

export function snapshotView(lecture: LectureRecord, parts: SnapshotParts): LectureSnapshot {
  const { id, title, topic, lecturerName, startAt, plannedMinutes } = lecture;
  return { lectureId: id, title, topic, lecturerName, startAt: iso(startAt), plannedMinutes, ...parts };
}
