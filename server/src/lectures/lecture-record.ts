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

/** A lecture as the whole module holds it; never altered, each change makes a new one with a higher revision. */
export type LectureRecord = {
  readonly id: LectureId;
  readonly title: string;
  readonly topic: string;
  readonly lecturerId: AccountId;
  readonly lecturerName: string;
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

export const MINUTE_MS = 60_000;

export const plannedEnd = ({ startAt, plannedMinutes }: Pick<LectureRecord, 'startAt' | 'plannedMinutes'>): number =>
  startAt + plannedMinutes * MINUTE_MS;
