import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { LectureState } from '#shared/lectures.ts';

export type LectureEvents = {
  /** What these halls' home pages show has changed: a lecture was published, moved, cancelled, started, ended … */
  'lecture.scheduleChanged': { lectureId: LectureId; hallIds: readonly HallId[] };
  'lecture.stateChanged': { lectureId: LectureId; from: LectureState; to: LectureState; at: number };
  'lecture.hallJoined': { lectureId: LectureId; hallId: HallId };
  /** Gone: it left, its grace time is over, or its right was taken away. */
  'lecture.hallLeft': { lectureId: LectureId; hallId: HallId };
};

export type PublishLectures = <K extends keyof LectureEvents>(name: K, payload: LectureEvents[K]) => void;
