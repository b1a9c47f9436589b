import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { EventName } from '#shared/contract.ts';
import type { AccountRole, HallCaller, StaffCaller } from '#shared/kit/caller.ts';
import { accountId, hallId, type LectureId, lectureId, orgId, sessionId } from '#shared/kit/ids.ts';
import type { LecturePlan } from '#shared/lectures.ts';
import type { Org } from '#shared/orgs.ts';
import { createAnnouncementRepo } from '../../server/src/announcements/announcement.repo.ts';
import { createAttendanceRepo } from '../../server/src/attendance/attendance.repo.ts';
import { type Attendance, createAttendance } from '../../server/src/attendance/attendance.service.ts';
import { createLectureExtras } from '../../server/src/compose/lecture-extras.ts';
import { createProcessHeartbeat, type ProcessHeartbeat } from '../../server/src/db/process-heartbeat.ts';
import { createHeadRepo } from '../../server/src/heads/head.repo.ts';
import { createHelpRepo } from '../../server/src/help/help.repo.ts';
import type { Clock } from '../../server/src/kernel/clock.ts';
import type { Connections } from '../../server/src/kernel/connections.ts';
import type { LectureEvents } from '../../server/src/lectures/lecture.events.ts';
import { createLectureRepo } from '../../server/src/lectures/lecture.repo.ts';
import type { ExpectedHall } from '../../server/src/lectures/lecture-ports.ts';
import { createLectures, type Lectures } from '../../server/src/lectures/lectures.ts';
import { LiveRoom } from '../../server/src/live/live-room.ts';
import { createRoomDirectory } from '../../server/src/live/room-directory.ts';
import type { Sfu } from '../../server/src/media/sfu.ts';
import { createMessageRepo } from '../../server/src/messages/message.repo.ts';
import { createPollRepo } from '../../server/src/polls/poll.repo.ts';
import { createQuestionRepo } from '../../server/src/questions/question.repo.ts';
import { createSlideRepo } from '../../server/src/slides/slide.repo.ts';
import { createStageRepo } from '../../server/src/stage/stage.repo.ts';
import { testLog } from './engine.ts';

export const newId = (): string => randomBytes(12).toString('hex');

const org = (id: string, level: Org['level'], path: string): Org => ({
  id: orgId.parse(id),
  parentId: null,
  level,
  name: `机构${id}`,
  pinyin: '',
  path,
});

/** A city with two townships, three halls below them and a department. */
const orgs = [
  org('2202', 'city', '/2202/'),
  org('2202001', 'township', '/2202/2202001/'),
  org('2202001001', 'village', '/2202/2202001/2202001001/'),
  org('2202001002', 'village', '/2202/2202001/2202001002/'),
  org('2202002', 'township', '/2202/2202002/'),
  org('2202002001', 'village', '/2202/2202002/2202002001/'),
  org('2202D01', 'department', '/2202/2202D01/'),
];

export const halls = orgs.filter(({ level }) => level !== 'department').map(({ id }) => hallId.parse(id));

export const lecturers = ['王建国', '孙志刚'].map((name) => ({ id: accountId.parse(newId()), name, orgName: '' }));

export function staff(role: AccountRole, over: Partial<StaffCaller> = {}): StaffCaller {
  return {
    role,
    accountId: accountId.parse(newId()),
    name: `测试${role}`,
    orgId: orgId.parse('2202'),
    orgPath: '/2202/',
    sessionId: sessionId.parse(newId()),
    address: '127.0.0.1',
    ...over,
  };
}

export function hallCaller(id: string): HallCaller {
  const at = orgs.find((one) => one.id === id);
  const path = at?.path ?? `/2202/${id}/`;
  const ids = { hallId: hallId.parse(id), orgId: orgId.parse(id), sessionId: sessionId.parse(newId()) };
  return { role: 'hall', ...ids, name: at?.name ?? id, orgPath: path, address: '127.0.0.1' };
}

export type Said = { to: string; name: EventName; payload: unknown };

/** Sockets as the modules see them: open until closed, and what was said to them. */
export function fakeConnections(now: () => number) {
  const open = new Map<string, number>();
  const said: Said[] = [];
  const closed: string[] = [];
  const channels = new Map<string, Set<string>>();
  const heard = new Map<string, Said[]>();
  const connections: Connections = {
    publish: (to, name, payload) => {
      const one = { to: 'channel' in to ? to.channel : to.connectionId, name, payload };
      said.push(one);
      for (const id of 'channel' in to ? (channels.get(to.channel) ?? []) : [to.connectionId])
        heard.set(id, [...(heard.get(id) ?? []), one]);
    },
    enterChannel: (id, channel) => void channels.set(channel, new Set(channels.get(channel)).add(id)),
    leaveChannel: (id, channel) => void channels.get(channel)?.delete(id),
    isAnybodyIn: () => true,
    lastPacketAt: (connectionId) => open.get(connectionId),
    close: (connectionId) => void closed.push(connectionId),
  };
  const connect = (id: string = newId()): string => {
    open.set(id, now());
    return id;
  };
  /** What came to this connection, by its channels too. */
  const heardBy = (id: string): readonly Said[] => heard.get(id) ?? [];
  return { connections, connect, said, heardBy, closed, drop: (id: string) => open.delete(id) };
}

export type LectureWorld = ReturnType<typeof lectureWorld>;

export type WorldOptions = { connection: Connection; sfu: Sfu; clock: Clock; hallList?: readonly ExpectedHall[] };

/** Lectures and attendance as one server process has them, over the real engine and the real media worker. */
export function lectureWorld({ connection, sfu, clock, hallList }: WorldOptions) {
  const heartbeat: ProcessHeartbeat = createProcessHeartbeat({ connection, clock, log: testLog });
  const repo = createAttendanceRepo(connection, clock);
  const attendance: Attendance = createAttendance({
    repo,
    heartbeats: heartbeat,
    headCounts: async () => new Map(),
    newId,
    clock,
    log: testLog,
  });
  const sockets = fakeConnections(() => clock.now());
  const events: { name: keyof LectureEvents; payload: LectureEvents[keyof LectureEvents] }[] = [];
  const directory = createRoomDirectory<LiveRoom>();
  const iceServers = (): [] => [];
  const known = hallList ?? orgs.flatMap(expectedHallOf);
  const lectures: Lectures = createLectures({
    repo: createLectureRepo(connection, clock),
    attendance,
    orgs: { get: (id) => orgs.find((one) => one.id === id) },
    halls: {
      hallsBelow: async (paths) => known.filter(({ path }) => paths.some((branch) => path.startsWith(branch))),
      contactsOf: async () =>
        new Map([[hallId.parse('2202001001'), { contactName: '张三', contactPhone: '138****5678' }]]),
    },
    lecturers: { list: async () => lecturers, find: async (id) => lecturers.find((one) => one.id === id) },
    openExtras: createLectureExtras({
      stages: createStageRepo(connection),
      heads: createHeadRepo(connection),
      questions: createQuestionRepo(connection),
      announcements: createAnnouncementRepo(connection),
      polls: createPollRepo(connection),
      slides: createSlideRepo(connection),
      help: createHelpRepo(connection),
      messages: createMessageRepo(connection),
      clock,
      log: testLog,
    }).open,
    noteSound: async () => undefined,
    openRoom: (options) => new LiveRoom({ ...options, sfu, directory, clock, log: testLog, iceServers }),
    connections: sockets.connections,
    publish: (name, payload) => void events.push({ name, payload }),
    spell: (text) => text.replace('土地', 'tudi td'),
    newId,
    clock,
    log: testLog,
  });
  const close = async (): Promise<void> => {
    await lectures.close();
    await attendance.close();
    await heartbeat.close();
  };
  return { lectures, attendance, heartbeat, clock, close, events, ...sockets };
}

function expectedHallOf({ id, level, name, path }: Org): ExpectedHall[] {
  if (level === 'department') return [];
  const township = orgs.find((one) => one.level === 'township' && path.startsWith(one.path));
  const at = { townshipId: township?.id ?? id, townshipName: township?.name ?? name };
  return [{ hallId: hallId.parse(id), name, path, ...at }];
}

export function planOf(clock: Clock, over: Partial<LecturePlan> = {}): LecturePlan {
  return {
    title: '土地承包',
    topic: '',
    lecturerId: lecturers[0]?.id ?? accountId.parse(newId()),
    spareId: null,
    startAt: new Date(clock.now() + 10 * 60_000).toISOString(),
    plannedMinutes: 60,
    audience: [orgId.parse('2202')],
    ...over,
  };
}

/** A lecture that starts in ten minutes, so that halls may be in already. */
export async function published(
  { lectures, clock }: LectureWorld,
  by: StaffCaller,
  over: Partial<LecturePlan> = {},
): Promise<LectureId> {
  const { id } = await lectures.planning.create(by, planOf(clock, over));
  const lecture = lectureId.parse(id);
  await lectures.planning.publish(by, lecture);
  return lecture;
}
