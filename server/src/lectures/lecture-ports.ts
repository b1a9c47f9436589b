import type { AccountId, HallId, LectureId, OrgId } from '#shared/kit/ids.ts';
import type { Org } from '#shared/orgs.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Connections } from '../kernel/connections.ts';
import type { Logger } from '../kernel/logger.ts';
import type { LiveRoom, LiveRoomOptions } from '../live/live-room.ts';
import type { PublishLectures } from './lecture.events.ts';
import type { LectureRepo } from './lecture.repo.ts';
import type { OpenExtras } from './lecture-extras.ts';

/** A hall as it is expected, with the names of the time when the lecture was published. */
export type ExpectedHall = {
  readonly hallId: HallId;
  readonly name: string;
  readonly path: string;
  readonly townshipId: OrgId;
  readonly townshipName: string;
};

export type OpenSpan = { readonly id: string; readonly from: number };
export type SpanEnd = 'left' | 'disconnected' | 'silent' | 'superseded' | 'revoked' | 'lectureOver' | 'serverStopped';

/** What lectures need of attendance. */
export type AttendanceFace = {
  /** Resolves when the span is in the database. */
  openSpan(opening: { lectureId: LectureId; hallId: HallId; connectionId: string; at: number }): Promise<OpenSpan>;
  endSpan(span: OpenSpan, to: number, reason: SpanEnd): void;
  spansOf(lectureId: LectureId): Promise<readonly { hallId: HallId; from: number; to: number | null }[]>;
  storeExpected(lectureId: LectureId, halls: readonly ExpectedHall[]): Promise<string>;
  keepOnlyExpected(lectureId: LectureId, setId: string): Promise<void>;
  expectedHalls(setId: string): Promise<readonly ExpectedHall[]>;
};

export type Contact = { readonly contactName: string; readonly contactPhone: string };

export type HallsFace = {
  /** Every hall at or below one of these paths, once, in tree order. */
  hallsBelow(paths: readonly string[]): Promise<readonly ExpectedHall[]>;
  /** Who to call, the number masked; a hall that is not in the answer has no contact. */
  contactsOf(hallIds: readonly HallId[]): Promise<ReadonlyMap<HallId, Contact>>;
};

export type Lecturer = { readonly id: AccountId; readonly name: string; readonly orgName: string };

/** Accounts that may give lectures: active, with the role. */
export type LecturersFace = {
  list(): Promise<Lecturer[]>;
  find(id: AccountId): Promise<Lecturer | undefined>;
};

/** What a session uses of its live room. */
export type LectureRoom = Pick<
  LiveRoom,
  'admit' | 'disconnected' | 'leave' | 'expel' | 'tracks' | 'tracksFor' | 'participants' | 'policyChanged' | 'close'
>;
export type OpenRoom = (options: Pick<LiveRoomOptions, 'id' | 'policy' | 'on'>) => LectureRoom;

export type LecturesDeps = {
  readonly repo: LectureRepo;
  readonly attendance: AttendanceFace;
  readonly orgs: { get(id: string): Org | undefined };
  readonly halls: HallsFace;
  readonly lecturers: LecturersFace;
  readonly openRoom: OpenRoom;
  readonly openExtras: OpenExtras;
  /** Whether a hall's PC gives sound: kept, for the report afterwards. */
  readonly noteSound: (lectureId: LectureId, hallId: HallId, sound: 'on' | 'off') => Promise<void>;
  readonly connections: Connections;
  readonly publish: PublishLectures;
  /** Full spelling and initials, lower case, for the search by letters. */
  readonly spell: (text: string) => string;
  /** 24 hex characters, new each time. */
  readonly newId: () => string;
  readonly clock: Clock;
  readonly log: Logger;
};
