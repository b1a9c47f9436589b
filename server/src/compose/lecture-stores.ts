import type { Connection } from 'mongoose';
import { createAnnouncementRepo } from '../announcements/announcement.repo.ts';
import { createAttendanceRepo } from '../attendance/attendance.repo.ts';
import { createAttendance } from '../attendance/attendance.service.ts';
import type { ProcessHeartbeat } from '../db/process-heartbeat.ts';
import { createHeadRepo } from '../heads/head.repo.ts';
import { countsByHall } from '../heads/head.rules.ts';
import { createHelpRepo } from '../help/help.repo.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { createLectureRepo } from '../lectures/lecture.repo.ts';
import { createMessageRepo } from '../messages/message.repo.ts';
import { createPollRepo } from '../polls/poll.repo.ts';
import { createQuestionRepo } from '../questions/question.repo.ts';
import { createRoomPhotoRepo } from '../room-photos/room-photo.repo.ts';
import { createSlideRepo } from '../slides/slide.repo.ts';
import { createStageRepo } from '../stage/stage.repo.ts';
import { newId } from './new-id.ts';
import { createReportStores } from './report-stores.ts';

type LectureStoreDeps = { connection: Connection; heartbeat: ProcessHeartbeat; clock: Clock; log: Logger };

/** Everything that is kept of lectures. */
export function createLectureStores({ connection, heartbeat, clock, log }: LectureStoreDeps) {
  const heads = createHeadRepo(connection);
  const attendance = createAttendance({
    repo: createAttendanceRepo(connection, clock),
    heartbeats: heartbeat,
    headCounts: async (id) => countsByHall(await heads.of(id)),
    newId,
    clock,
    log,
  });
  const lectures = createLectureRepo(connection, clock);
  /** What modules beside the lecture keep of a running one. */
  const lectureDay = {
    stages: createStageRepo(connection),
    heads,
    questions: createQuestionRepo(connection),
    announcements: createAnnouncementRepo(connection),
    slides: createSlideRepo(connection),
    polls: createPollRepo(connection),
    help: createHelpRepo(connection),
    messages: createMessageRepo(connection),
  };
  const { questions, polls } = lectureDay;
  return {
    attendance,
    lectures,
    lectureDay,
    roomPhotos: createRoomPhotoRepo(connection),
    ...createReportStores({ connection, lectures, attendance, questions, polls, clock, log }),
  };
}
