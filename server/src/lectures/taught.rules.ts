import { type LectureRecord, type Taught, teacherAccount } from './lecture-record.ts';

/** When whoever teaches was first and last on air; null: not at all. */
export type Stint = { readonly from: number; readonly to: number } | null;

/** Each take-over makes one; nobody needs that many. */
const MAX_TAUGHT = 100;

/** What was taught with the present teacher's time added to it. */
export function withStint(
  lecture: Pick<LectureRecord, 'taught' | 'startedAt' | 'substitute' | 'lecturerId' | 'lecturerName'>,
  stint: Stint,
): readonly Taught[] {
  const { taught, startedAt } = lecture;
  if (stint === null || startedAt === null) return taught;
  const { role, accountId, name } = teacherAccount(lecture);
  const last = taught.at(-1);
  // A lecture that was ended by mistake and goes on has the first part of this already.
  const from = Math.max(stint.from, startedAt, last?.to ?? 0);
  if (stint.to <= from) return taught;
  const next = { role, accountId, name, from, to: stint.to };
  const isSame = last?.accountId === accountId && last.role === role;
  return isSame ? [...taught.slice(0, -1), { ...last, to: next.to }] : [...taught, next].slice(-MAX_TAUGHT);
}
