import type { AccountId, LectureId, OrgId } from '#shared/kit/ids.ts';
import type { LectureState } from '#shared/lectures.ts';

/** All times in milliseconds since the epoch. */
export type LivePeriod = { readonly from: number; readonly to: number | null };

export type LectureMoveRow = {
  readonly from: LectureState;
  readonly to: LectureState;
  readonly at: number;
  /** Name of who did it; empty where the clock did. */
  readonly by: string;
  readonly reason: string | null;
};

/** Who took a lecture over. */
export type Substitute = {
  readonly role: 'lecturer' | 'organizer';
  readonly accountId: AccountId;
  readonly name: string;
  readonly at: number;
};

/** A lecture as the whole module holds it; never altered, each change makes a new one with a higher revision. */
export type LectureRecord = {
  readonly id: LectureId;
  readonly title: string;
  readonly topic: string;
  readonly lecturerId: AccountId;
  readonly lecturerName: string;
  /** Null while the planned lecturer teaches. */
  readonly substitute: Substitute | null;
  readonly startAt: number;
  readonly plannedMinutes: number;
  readonly state: LectureState;
  /** When it came into this state. */
  readonly stateAt: number;
  readonly ownerOrgId: OrgId;
  readonly ownerOrgName: string;
  readonly ownerOrgPath: string;
  readonly audience: readonly OrgId[];
  readonly expectedHalls: number;
  /** The stored set of expected halls that counts; null while it is a draft. */
  readonly expectedSetId: string | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly cancelReason: string | null;
  readonly livePeriods: readonly LivePeriod[];
  readonly timeline: readonly LectureMoveRow[];
  /** What a search looks in: lower case, with pinyin. */
  readonly searchable: string;
  /** Rises by one with each change; every write is conditional on it. */
  readonly revision: number;
};

type Taught = Pick<LectureRecord, 'substitute' | 'lecturerId' | 'lecturerName'>;

/** Who teaches now; `owner` is that person's key in the room. */
export const teacherOf = ({ substitute, lecturerId, lecturerName }: Taught): { owner: string; name: string } =>
  substitute === null
    ? { owner: `lecturer:${lecturerId}`, name: lecturerName }
    : { owner: `${substitute.role}:${substitute.accountId}`, name: substitute.name };

export const teacherKey = (lecture: Taught): string => teacherOf(lecture).owner;

export const MINUTE_MS = 60_000;

export const plannedEnd = ({ startAt, plannedMinutes }: Pick<LectureRecord, 'startAt' | 'plannedMinutes'>): number =>
  startAt + plannedMinutes * MINUTE_MS;
