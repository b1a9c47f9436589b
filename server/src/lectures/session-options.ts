import type { HallId, SessionId } from '#shared/kit/ids.ts';
import type { LectureExtras } from './lecture-extras.ts';
import type { Contact, ExpectedHall, LecturesDeps } from './lecture-ports.ts';
import type { LectureRecord } from './lecture-record.ts';

export type LectureSessionOptions = {
  readonly lecture: LectureRecord;
  readonly halls: readonly ExpectedHall[];
  readonly contacts: ReadonlyMap<HallId, Contact>;
  /** What the database knows of before: a session may be opened in the middle of its lecture. */
  readonly stretches: readonly { hallId: HallId; from: number; to: number | null }[];
  readonly extras: LectureExtras;
  readonly deps: Pick<LecturesDeps, 'attendance' | 'openRoom' | 'connections' | 'publish' | 'clock' | 'log'>;
};

/** Somebody in the lecture, as its session knows them. */
export type Person = {
  hallId: HallId | undefined;
  sessionId: SessionId;
  connectionId: string;
  lastSignAt: number;
};
