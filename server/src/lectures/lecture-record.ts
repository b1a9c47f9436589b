import type { AccountId, LectureId, OrgId } from '#shared/kit/ids.ts';
import { MINUTE_MS } from '#shared/kit/time.ts';
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

/** Somebody's time of teaching: from first to last on air, pauses and cuts included. */
export type Taught = {
  readonly role: Substitute['role'];
  readonly accountId: AccountId;
  readonly name: string;
  readonly from: number;
  readonly to: number;
};

/** A lecture as the whole module holds it; never altered, each change makes a new one with a higher revision. */
export type LectureRecord = {
  readonly id: LectureId;
  readonly title: string;
  readonly topic: string;
  readonly lecturerId: AccountId;
  readonly lecturerName: string;
  /** Who stands by; null: nobody. */
  readonly spareId: AccountId | null;
  readonly spareName: string | null;
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
  /** In a pause: when it is to go on, where that was said. */
  readonly resumesAt: number | null;
  readonly cancelReason: string | null;
  readonly livePeriods: readonly LivePeriod[];
  readonly timeline: readonly LectureMoveRow[];
  /** In the order of time; whoever teaches now is not yet among them. */
  readonly taught: readonly Taught[];
  /** What a search looks in: lower case, with pinyin. */
  readonly searchable: string;
  /** Rises by one with each change; every write is conditional on it. */
  readonly revision: number;
};

type Desks = Pick<LectureRecord, 'substitute' | 'lecturerId' | 'lecturerName'>;

/** An account's key in the room, in this role. */
export const keyAs = (role: Substitute['role'], accountId: AccountId): string => `${role}:${accountId}`;

/** Who teaches now. */
export const teacherAccount = ({ substitute, lecturerId, lecturerName }: Desks): Omit<Substitute, 'at'> =>
  substitute ?? { role: 'lecturer', accountId: lecturerId, name: lecturerName };

/** Who teaches now; `owner` is that person's key in the room. */
export const teacherOf = (lecture: Desks): { owner: string; name: string } => {
  const { role, accountId, name } = teacherAccount(lecture);
  return { owner: keyAs(role, accountId), name };
};

export const teacherKey = (lecture: Desks): string => teacherOf(lecture).owner;

export const spareKey = ({ spareId }: Pick<LectureRecord, 'spareId'>): string | null =>
  spareId === null ? null : keyAs('lecturer', spareId);

export const plannedEnd = ({ startAt, plannedMinutes }: Pick<LectureRecord, 'startAt' | 'plannedMinutes'>): number =>
  startAt + plannedMinutes * MINUTE_MS;
