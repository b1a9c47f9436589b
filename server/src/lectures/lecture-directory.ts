import type { LectureId, SessionId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Handle } from '../kernel/disposer.ts';
import { isReopenable } from './lecture.rules.ts';
import type { LecturesDeps } from './lecture-ports.ts';
import type { LectureRecord } from './lecture-record.ts';
import { LectureSession } from './lecture-session.ts';

/** Owns the sessions of the lectures that somebody is in. */
export type LectureDirectory = Handle & {
  find(id: LectureId): LectureSession | undefined;
  /** The lecture's session; those who come at once share one. */
  open(lecture: LectureRecord): Promise<LectureSession>;
  all(): LectureSession[];
  changed(lecture: LectureRecord): void;
  connectionClosed(connectionId: string, lastSignAt: number): void;
  sessionEnded(sessionId: SessionId): void;
  /** Closes the sessions that nobody needs any more. */
  sweep(): void;
};

type Deps = Pick<
  LecturesDeps,
  'attendance' | 'halls' | 'openRoom' | 'openExtras' | 'connections' | 'publish' | 'clock' | 'log'
>;

const SWEEP_MS = 30_000;

export function createLectureDirectory(deps: Deps): LectureDirectory {
  const { clock, log } = deps;
  let isClosed = false;
  const sessions = new Map<LectureId, LectureSession>();
  const opening = new Map<LectureId, Promise<LectureSession>>();
  /** The newest of a lecture whose session is just being opened. */
  const newest = new Map<LectureId, LectureRecord>();

  const make = async (lecture: LectureRecord): Promise<LectureSession> => {
    try {
      const session = await newSession(deps, lecture);
      if (isClosed) {
        session.close('serverStopped');
        throw new AppError('unavailable', 'stopping');
      }
      sessions.set(lecture.id, session);
      follow(session, newest.get(lecture.id) ?? lecture);
      return session;
    } finally {
      opening.delete(lecture.id);
      newest.delete(lecture.id);
    }
  };
  const closeOne = (session: LectureSession): void => {
    sessions.delete(session.id);
    session.close('lectureOver');
  };
  const expectAnew = (session: LectureSession): void => {
    hallsOf(deps, session.lecture)
      .then(({ expected, contacts }) => session.expect(expected, contacts))
      .catch((error: unknown) => log.error({ err: error, lectureId: session.id }, 'the new audience is not shown'));
  };
  const follow = (session: LectureSession, lecture: LectureRecord): void => {
    const isReplaced = session.lecture.expectedSetId !== lecture.expectedSetId;
    session.lectureChanged(lecture);
    if (isCalledOff(lecture)) closeOne(session);
    else if (isReplaced) expectAnew(session);
  };
  const sweep = (): void => {
    for (const session of [...sessions.values()]) {
      session.sweep();
      if (isOver(session, clock.now())) closeOne(session);
    }
  };
  const timer = clock.every(SWEEP_MS, 'close sessions of lectures', sweep);

  return {
    find: (id) => sessions.get(id),
    open: (lecture) => {
      const known = sessions.get(lecture.id);
      if (known !== undefined) return Promise.resolve(known);
      const shared = opening.get(lecture.id) ?? make(lecture);
      opening.set(lecture.id, shared);
      return shared;
    },
    all: () => [...sessions.values()],
    changed: (lecture) => {
      if (opening.has(lecture.id)) newest.set(lecture.id, lecture);
      const session = sessions.get(lecture.id);
      if (session !== undefined) follow(session, lecture);
    },
    connectionClosed: (connectionId, lastSignAt) => {
      for (const session of sessions.values()) session.connectionClosed(connectionId, lastSignAt);
    },
    sessionEnded: (sessionId) => {
      for (const session of sessions.values()) session.sessionEnded(sessionId);
    },
    sweep,
    close: () => {
      isClosed = true;
      timer.close();
      for (const session of sessions.values()) session.close('serverStopped');
      sessions.clear();
    },
  };
}

async function newSession(deps: Deps, lecture: LectureRecord): Promise<LectureSession> {
  const [{ expected, contacts }, stretches] = await Promise.all([
    hallsOf(deps, lecture),
    deps.attendance.spansOf(lecture.id),
  ]);
  const names = new Map(expected.map(({ hallId, name }) => [hallId, name]));
  let session: LectureSession | undefined;
  const extras = await deps.openExtras({
    lectureId: lecture.id,
    nameOf: (hallId) => session?.seats.nameOf(hallId) ?? names.get(hallId) ?? '',
    tell: (to, name, make) => session?.announcer.tell(to, name, make),
    rightsChanged: () => session?.rightsChanged(),
  });
  session = new LectureSession({ lecture, halls: expected, contacts, stretches, extras, deps });
  return session;
}

async function hallsOf({ attendance, halls }: Deps, { expectedSetId }: LectureRecord) {
  const expected = expectedSetId === null ? [] : await attendance.expectedHalls(expectedSetId);
  return { expected, contacts: await halls.contactsOf(expected.map(({ hallId }) => hallId)) };
}

const isCalledOff = ({ state }: LectureRecord): boolean => state === 'cancelled' || state === 'lapsed';

/** An ended lecture keeps its people while it can be reopened; an announced one needs no session while nobody is in it. */
function isOver(session: LectureSession, now: number): boolean {
  const { lecture } = session;
  if (lecture.state === 'ended') return !isReopenable(lecture, now) || session.isEmpty;
  return lecture.state === 'published' && session.isEmpty;
}
