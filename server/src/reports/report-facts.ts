import type { AttendanceRow } from '#shared/attendance.ts';
import type { AccountId, HallId, LectureId } from '#shared/kit/ids.ts';
import type { LectureState, TaughtStretch } from '#shared/lectures.ts';
import type { Poll } from '#shared/polls.ts';
import type { Question } from '#shared/questions.ts';

export type Stretch = { readonly from: number; readonly to: number };

/** What a report must know of a lecture; times in milliseconds since the epoch. */
export type ReportLecture = {
  readonly lectureId: LectureId;
  readonly title: string;
  readonly topic: string;
  readonly lecturerId: AccountId;
  readonly lecturerName: string;
  readonly ownerOrgName: string;
  readonly state: LectureState;
  readonly startAt: number;
  readonly plannedMinutes: number;
  readonly startedAt: number | null;
  /** When it ended for those in it: before `stateAt` where nobody taught any more and it ended by itself. */
  readonly endedAt: number | null;
  readonly stateAt: number;
  /** Who was on air from when to when. */
  readonly taught: readonly { readonly role: string; readonly accountId: AccountId; readonly view: TaughtStretch }[];
  readonly livePeriods: readonly { readonly from: number; readonly to: number | null }[];
  readonly expectedSetId: string | null;
  readonly revision: number;
};

/** One expected hall with its attendance, and its stays within the live time in their order. */
export type HallFacts = AttendanceRow & { readonly path: string; readonly stays: readonly Stretch[] };

export type SoundFact = { readonly hallId: HallId; readonly sound: 'on' | 'off'; readonly at: number };
/** heads null: the entry was taken back. */
export type SupplementFact = { readonly hallId: HallId; readonly heads: number | null; readonly at: number };

/** The raw events of one lecture. */
export type ReportFacts = {
  /** In the order of the tree. `isSettled`: no stay is open any more. */
  readonly attendance: { readonly halls: readonly HallFacts[]; readonly isSettled: boolean };
  readonly sounds: readonly SoundFact[];
  readonly questions: readonly Question[];
  readonly polls: readonly { readonly votes: readonly { readonly hallId: HallId; readonly at: string }[] }[];
  readonly supplements: readonly SupplementFact[];
};

/** Where the events are: each module tells its own. */
export type FactSources = {
  attendance(lecture: ReportLecture): Promise<ReportFacts['attendance']>;
  questions(id: LectureId): Promise<Question[]>;
  /** With their votes, and as the page shows them. */
  polls(id: LectureId): Promise<(ReportFacts['polls'][number] & { readonly view: Poll })[]>;
  supplements(id: LectureId): Promise<readonly SupplementFact[]>;
};
