import type { StaffCaller } from '#shared/kit/caller.ts';
import { AppError } from '../kernel/app-error.ts';
import { currentStates, wrongState } from './lecture.rules.ts';
import { type LectureRecord, type Substitute, teacherOf } from './lecture-record.ts';
import { type Stint, withStint } from './taught.rules.ts';

export type TakeOver = {
  readonly by: StaffCaller;
  /** Who teaches, as the caller knows it: of two who take over at once the second is told who was first. */
  readonly from: string;
  /** Where that person is, and whether anything comes from there. */
  readonly isHere: boolean;
  readonly isOnAir: boolean;
  readonly stint: Stint;
  readonly at: number;
};

/** The caller teaches from now on. Before the start it is enough that the teacher is in the studio; then nothing is on air yet. */
export function takenOver(lecture: LectureRecord, { by, from, isHere, isOnAir, stint, at }: TakeOver): LectureRecord {
  if (!currentStates.includes(lecture.state)) throw wrongState(lecture);
  const { owner, name } = teacherOf(lecture);
  if (owner !== from) throw new AppError('conflict', 'taken_over', { params: { name } });
  const isTeaching = lecture.state === 'published' ? isHere : isOnAir;
  // A spare who does not give back is relieved by the organizer; the lecturer of the plan is not.
  const mayRelieve = by.role === 'organizer' && lecture.substitute?.role === 'lecturer';
  if (isTeaching && !mayRelieve) throw new AppError('invalid_state', 'teacher_on_air', { params: { name } });
  const isPlanned = by.role === 'lecturer' && by.accountId === lecture.lecturerId;
  // Who is to teach may sit down early; a lecturer whose place is taken before the hour was not missing.
  if (!isPlanned && lecture.state === 'published' && at < lecture.startAt) {
    throw new AppError('invalid_state', 'not_yet_due', { params: { name } });
  }
  const role: Substitute['role'] = by.role === 'lecturer' ? 'lecturer' : 'organizer';
  const substitute = isPlanned ? null : { role, accountId: by.accountId, name: by.name, at };
  return { ...lecture, substitute, taught: withStint(lecture, stint), revision: lecture.revision + 1 };
}

/** Only whoever took over can give back. */
export function handedBack(lecture: LectureRecord, { by, stint }: Pick<TakeOver, 'by' | 'stint'>): LectureRecord {
  if (!currentStates.includes(lecture.state)) throw wrongState(lecture);
  if (lecture.substitute?.accountId !== by.accountId || lecture.substitute.role !== by.role) {
    throw new AppError('conflict', 'taken_over', { params: { name: teacherOf(lecture).name } });
  }
  return { ...lecture, substitute: null, taught: withStint(lecture, stint), revision: lecture.revision + 1 };
}
