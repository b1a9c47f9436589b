import type { HallLecture } from '#shared/halls.ts';
import type { Caller } from '#shared/kit/caller.ts';
import type { HallId, LectureId, SessionId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Closable } from '../kernel/disposer.ts';
import { createCurrentLectures } from './current-lectures.ts';
import { mayDirect, maySee } from './lecture.rules.ts';
import { createLectureDirecting, type LectureDirecting, type OnAir } from './lecture-directing.ts';
import { createLectureDirectory } from './lecture-directory.ts';
import { createLectureEntrance, type LectureEntrance } from './lecture-entrance.ts';
import { createLectureLists, type LectureLists } from './lecture-lists.ts';
import { createLecturePlanning, type LecturePlanning } from './lecture-planning.ts';
import type { LecturesDeps } from './lecture-ports.ts';
import type { LectureRecord } from './lecture-record.ts';
import { createLectureStore } from './lecture-store.ts';
import { verifyLectures } from './verify-lectures.ts';

export type Lectures = Closable & {
  readonly planning: LecturePlanning;
  readonly directing: LectureDirecting;
  readonly entrance: LectureEntrance;
  readonly lists: LectureLists;
  /** Once the indexes are made: reads the lectures that are current. */
  start(): Promise<void>;
  /** For every socket that ends; `lastSignAt`: the end itself, or the last packet where it fell silent. */
  connectionClosed(connectionId: string, lastSignAt: number): void;
  /** For every session that ended before its time: its people are out of every room at once. */
  sessionEnded(sessionId: SessionId): void;
  /** The next lectures of a hall, at most 5, from memory. */
  scheduleFor(hallId: HallId): HallLecture[];
  /** The lecture, for a caller who may see it; else rejects with `not_found/lecture_unknown`. */
  lectureFor(id: LectureId, caller: Caller): Promise<LectureRecord>;
  /** The same for who changes what belongs to it; rejects with `forbidden/not_your_lecture` where one may only look. */
  directedBy(id: LectureId, caller: Caller): Promise<LectureRecord>;
  /** Compares what is derived with what it is derived from; answers what does not agree. */
  verify(): Promise<string[]>;
  close(): void;
};

const REFRESH_MS = 15_000;
const nobodyThere: OnAir = { isHere: false, isOnAir: false, lastOnAirAt: null, stint: null };

export function createLectures(deps: LecturesDeps): Lectures {
  const { repo, attendance, publish, clock, log } = deps;
  const current = createCurrentLectures();
  const directory = createLectureDirectory(deps);
  const store = createLectureStore({
    repo,
    attendance,
    publish,
    current,
    changed: (after) => directory.changed(after),
  });
  const onAir = (id: LectureId) => directory.find(id)?.onAir ?? nobodyThere;
  const directing = createLectureDirecting({ store, current, onAir, clock, log });
  const isExpected = async ({ expectedSetId }: LectureRecord, hallId: HallId): Promise<boolean> => {
    if (expectedSetId === null) return false;
    return (await attendance.expectedHalls(expectedSetId)).some((hall) => hall.hallId === hallId);
  };
  const lectureFor = async (id: LectureId, caller: Caller): Promise<LectureRecord> => {
    const lecture = await store.find(id);
    const isInvited = caller.role === 'hall' && (await isExpected(lecture, caller.hallId));
    if (!isInvited && !maySee(caller, lecture)) throw new AppError('not_found', 'lecture_unknown');
    return lecture;
  };
  const refresh = clock.every(REFRESH_MS, 'read current lectures', () => store.refresh());

  return {
    planning: createLecturePlanning({ ...deps, store }),
    directing,
    entrance: createLectureEntrance({ ...deps, store, directory, isExpected }),
    lists: createLectureLists({ ...deps, store, current }),
    start: () => store.refresh(),
    connectionClosed: (connectionId, lastSignAt) => directory.connectionClosed(connectionId, lastSignAt),
    sessionEnded: (sessionId) => directory.sessionEnded(sessionId),
    scheduleFor: (hallId) => current.scheduleFor(hallId),
    lectureFor,
    directedBy: async (id, caller) => {
      const lecture = await lectureFor(id, caller);
      if (!mayDirect(caller, lecture)) throw new AppError('forbidden', 'not_your_lecture');
      return lecture;
    },
    verify: () => verifyLectures(deps),
    close: () => {
      refresh.close();
      directing.close();
      directory.close();
    },
  };
}
