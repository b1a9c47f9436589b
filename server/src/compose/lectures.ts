import type { Caller } from '#shared/kit/caller.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import { createAnnouncementCommands } from '../announcements/announcement.commands.ts';
import { createAttendanceRoutes } from '../attendance/attendance.routes.ts';
import type { Config } from '../config.ts';
import type { ConsultationsDeps } from '../consultations/consultation-ports.ts';
import { createHeadCommands } from '../heads/head.commands.ts';
import { createHeadRoutes } from '../heads/head.routes.ts';
import { createHelpCommands } from '../help/help.commands.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Connections } from '../kernel/connections.ts';
import type { Disposer } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Metrics } from '../kernel/metrics.ts';
import { createLectureCommands } from '../lectures/lecture.commands.ts';
import { createLectureRoutes } from '../lectures/lecture.routes.ts';
import type { LecturesDeps } from '../lectures/lecture-ports.ts';
import { createLectures, type Lectures } from '../lectures/lectures.ts';
import { LiveRoom } from '../live/live-room.ts';
import { createMediaCommands } from '../live/media.commands.ts';
import { createRoomDirectory } from '../live/room-directory.ts';
import { createSfu } from '../media/sfu.ts';
import { createMessageCommands } from '../messages/message.commands.ts';
import { spell } from '../orgs/pinyin.rules.ts';
import { createPollCommands } from '../polls/poll.commands.ts';
import { createPollRoutes } from '../polls/poll.routes.ts';
import { createQuestionCommands } from '../questions/question.commands.ts';
import { createQuestionRoutes, type QuestionRoutesDeps } from '../questions/question.routes.ts';
import { createQuestionMatterRoutes, type FileMatter } from '../questions/question-matter.routes.ts';
import { createSlideCommands } from '../slides/slide.commands.ts';
import { createSlideRoutes } from '../slides/slide.routes.ts';
import type { Slides } from '../slides/slides.service.ts';
import { createStageCommands } from '../stage/stage.commands.ts';
import type { DomainBuses } from '../subscriptions.ts';
import { createIceServers } from './ice-servers.ts';
import { createLectureExtras } from './lecture-extras.ts';
import { mediaAddresses } from './media-addresses.ts';
import { newId } from './new-id.ts';
import type { People } from './people.ts';
import { composeSlides } from './slides.ts';
import type { Stores } from './stores.ts';

export type LecturesPartDeps = {
  config: Config;
  stores: Stores;
  buses: DomainBuses;
  people: People;
  connections: Connections;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  owner: Disposer;
};

/** Lectures with their attendance, live rooms and media. */
export async function composeLectures(deps: LecturesPartDeps) {
  const { config, stores, people, clock, log, owner } = deps;
  const sfu = owner.own('media', await createSfu(sfuOptions(deps)));
  const directory = createRoomDirectory<LiveRoom>();
  const turn = config.TURN_URL && config.TURN_SECRET ? { url: config.TURN_URL, secret: config.TURN_SECRET } : undefined;
  const iceServers = createIceServers(turn, clock);
  const openRoom: LecturesDeps['openRoom'] & ConsultationsDeps['openRoom'] = (options) =>
    new LiveRoom({ ...options, sfu, directory, clock, log, iceServers });
  const extras = createLectureExtras({ ...stores.lectureDay, clock, log });
  const slides = composeSlides({
    ...{ repo: stores.lectureDay.slides, dataDir: config.DATA_DIR, clock, log, owner },
    isOnScreen: (id, deckId) => extras.find(id)?.slides.now.deckId === deckId,
  });
  const attendance = owner.own('attendance', stores.attendance);
  const lectures: Lectures = owner.own(
    'lectures',
    createLectures({
      repo: stores.lectures,
      attendance,
      orgs: people.orgs,
      halls: hallsFace(people),
      lecturers: lecturersFace(people),
      openExtras: extras.open,
      noteSound: (...news) => stores.soundNotes.note(...news),
      openRoom,
      connections: deps.connections,
      publish: deps.buses.lectures.publish,
      spell,
      newId,
      clock,
      log,
    }),
  );
  return {
    lectures,
    sfu,
    openRoom,
    routes: {
      ...createLectureRoutes(lectures),
      ...createAttendanceRoutes({
        attendance,
        lectureFor: async (id, caller) => ({ ...(await lectures.lectureFor(id, caller)), lectureId: id }),
      }),
      ...dayRoutes({ stores, lectures, extras, slides, clock }),
    },
    /** Matters come after lectures: whoever composes them brings the way to file one. */
    matterRoutes: (fileMatter: FileMatter) =>
      createQuestionMatterRoutes(questionDeps({ stores, lectures, extras, clock }), fileMatter),
    commands: {
      ...createLectureCommands(lectures),
      ...dayCommands({ lectures, extras, slides }),
      ...createMediaCommands({ directory }),
    },
    isMediaUp: () => sfu.stats().workers.length > 0,
    connectionClosed: (connectionId: string, lastSignAt: number): void =>
      lectures.connectionClosed(connectionId, lastSignAt),
    start: async (): Promise<void> => {
      await owner.own('heartbeat', stores.heartbeat).start();
      await attendance.start();
      await slides.start();
      await lectures.start();
    },
  };
}

export type LecturesPart = Awaited<ReturnType<typeof composeLectures>>;

type DayDeps = {
  stores: Stores;
  lectures: Lectures;
  extras: ReturnType<typeof createLectureExtras>;
  slides: Slides;
  clock: Clock;
};

/** What people do inside a running lecture, each in their seat. */
function dayCommands({ lectures, extras, slides }: Pick<DayDeps, 'lectures' | 'extras' | 'slides'>) {
  const seat = async (caller: Caller, connectionId: string, id: LectureId) => ({
    ...(await lectures.entrance.seat(caller, connectionId, id)),
    ...extras.of(id),
  });
  const earlySeat = async (caller: Caller, connectionId: string, id: LectureId) => ({
    ...(await lectures.entrance.earlySeat(caller, connectionId, id)),
    ...extras.of(id),
  });
  return {
    ...createStageCommands({ seat, earlySeat }),
    ...createHeadCommands({ seat }),
    ...createQuestionCommands({ seat }),
    ...createPollCommands({ seat }),
    ...createAnnouncementCommands({ seat: earlySeat }),
    ...createHelpCommands({ seat: earlySeat }),
    ...createMessageCommands({ seat: earlySeat }),
    ...createSlideCommands({ slides, seat }),
  };
}

const questionDeps = ({ stores, lectures, extras, clock }: Omit<DayDeps, 'slides'>): QuestionRoutesDeps => ({
  repo: {
    ...stores.lectureDay.questions,
    save: (id, question) => stores.reports.adding(id, () => stores.lectureDay.questions.save(id, question)),
  },
  checkMaySee: (id, caller) => lectures.lectureFor(id, caller),
  checkMayDirect: (id, caller) => lectures.directedBy(id, caller),
  running: (id) => extras.find(id)?.questions,
  clock,
});

/** What can be done to a lecture's counts and questions from outside it, also when it is over. */
function dayRoutes({ stores, lectures, extras, slides, clock }: DayDeps) {
  const { heads, polls } = stores.lectureDay;
  const { adding } = stores.reports;
  return {
    ...createSlideRoutes({
      slides,
      checkMaySee: (id, caller) => lectures.lectureFor(id, caller),
      checkMayDirect: (id, caller) => lectures.directedBy(id, caller),
    }),
    ...createQuestionRoutes(questionDeps({ stores, lectures, extras, clock })),
    ...createPollRoutes({
      repo: polls,
      lectureFor: async (id, caller) => {
        const { title, expectedSetId } = await lectures.lectureFor(id, caller);
        const halls = expectedSetId === null ? [] : await stores.attendance.expectedHalls(expectedSetId);
        return { title, hallNames: new Map(halls.map(({ hallId, name }) => [hallId, name])) };
      },
      running: (id) => extras.find(id)?.polls,
    }),
    ...createHeadRoutes({
      repo: { insert: (id, fact) => adding(id, () => heads.insert(id, fact)) },
      startedLecture: async (id, caller) => {
        const { startedAt, state, expectedSetId } = await lectures.lectureFor(id, caller);
        if (startedAt === null || expectedSetId === null)
          throw new AppError('invalid_state', 'lecture_state', { params: { state } });
        return new Set((await stores.attendance.expectedHalls(expectedSetId)).map(({ hallId }) => hallId));
      },
      added: (id, fact) => extras.find(id)?.heads.add(fact),
      newId,
      clock,
    }),
  };
}

function sfuOptions({ config, clock, log, metrics }: LecturesPartDeps): Parameters<typeof createSfu>[0] {
  const { listenIp, announcedAddress } = mediaAddresses(config.HOST, config.MEDIA_ANNOUNCED_ADDRESS);
  if (config.MEDIASOUP_WORKER_BIN === undefined)
    throw new Error('MEDIASOUP_WORKER_BIN is not set: start with `npm start`, or name a media worker.');
  const { MEDIASOUP_WORKER_BIN: workerBin, MEDIA_WORKERS: workers, MEDIA_PORT: firstPort } = config;
  return { workerBin, workers, listenIp, announcedAddress, firstPort, clock, log, metrics };
}

function hallsFace({ halls }: People): LecturesDeps['halls'] {
  return {
    hallsBelow: async (paths) => {
      const found = new Map(paths.flatMap((path) => halls.placesBelow(path)).map((place) => [place.id, place]));
      return [...found.values()]
        .sort((a, b) => (a.path < b.path ? -1 : 1))
        .map(({ id, name, path, townshipId, townshipName }) => ({ hallId: id, name, path, townshipId, townshipName }));
    },
    contactsOf: () => halls.contacts(),
  };
}

function lecturersFace({ auth }: People): LecturesDeps['lecturers'] {
  const list = async () =>
    (await auth.accounts.withRole('lecturer')).map(({ id, name, orgName }) => ({ id, name, orgName }));
  return { list, find: async (id) => (await list()).find((lecturer) => lecturer.id === id) };
}
