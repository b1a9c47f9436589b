import type { Commands, Routes } from '#shared/contract.ts';
import type { CallerRole } from '#shared/kit/caller.ts';
import type { Ack } from '#shared/kit/errors.ts';
import type { ApiClient, ApiSocket } from './api-client.ts';
import { places, type World, worldCsv } from './world.ts';

export type Which = 'own' | 'foreign';
type Input = Record<string, unknown>;

/** What a role does with one entry, on an object of its own and on one of somebody else. */
export type Fixture<Context> = {
  input: (context: Context, which: Which, role: CallerRole) => Promise<Input> | Input;
  /** Entries that act on nothing in particular have no foreign object. */
  hasForeign: boolean;
  /** Roles whose right reaches over the whole county, so that there is no foreign object for them. */
  reachesAll?: readonly CallerRole[];
  /** Roles that may try, but to whom nothing of this kind belongs yet: a lecturer receives no tracks. */
  nothingOwnFor?: readonly CallerRole[];
  /** True if the answer to a foreign object gave nothing away although it is no refusal. */
  isHarmless?: (ack: Ack<unknown>) => boolean;
  /** The call ends or changes the session that makes it, so it gets one of its own. */
  isLast?: boolean;
};

const noTracks = { nothingOwnFor: ['lecturer'] } as const;

/** The county of the matrix with one lecture on air in each township. */
export class MatrixWorld {
  readonly world: World;
  readonly lectures: Record<Which, string>;
  readonly organizer: ApiClient;

  private constructor(world: World, lectures: Record<Which, string>, organizer: ApiClient) {
    this.world = world;
    this.lectures = lectures;
    this.organizer = organizer;
  }

  static async build(world: World): Promise<MatrixWorld> {
    const organizer = await world.signedIn('planner');
    const organizer2 = await world.signedIn('organizer2');
    const own = await world.publishedLecture({
      title: '东街道讲堂',
      by: organizer,
      lecturerId: world.idOf('lecturer'),
      audience: [places.own],
    });
    const foreign = await world.publishedLecture({
      title: '西街道讲堂',
      by: organizer2,
      lecturerId: world.idOf('lecturer2'),
      audience: [places.foreign],
    });
    for (const [client, lectureId] of [
      [organizer, own],
      [organizer2, foreign],
    ] as const) {
      const socket = await client.connect();
      await socket.call('lecture:start', { lectureId });
      socket.close();
    }
    return new MatrixWorld(world, { own, foreign }, organizer);
  }

  readonly #profiles = new Map<string, ApiClient>();

  /** Signed in once and used again, where nothing ends the session. */
  async profile(who: CallerRole | 'otherHall' | 'foreignLecturer'): Promise<ApiClient> {
    const known = this.#profiles.get(who);
    if (known && (await known.call('whoAmI', {})).kind !== 'nobody') return known;
    const fresh = await this.#newProfile(who);
    this.#profiles.set(who, fresh);
    return fresh;
  }

  #newProfile(who: CallerRole | 'otherHall' | 'foreignLecturer'): Promise<ApiClient> {
    if (who === 'otherHall') return this.world.paired(places.ownHall2);
    return who === 'foreignLecturer' ? this.world.signedIn('lecturer2') : this.world.as(who);
  }

  hall(which: Which): string {
    return which === 'own' ? places.ownHall2 : places.foreignHall;
  }

  account(): string {
    return this.world.idOf('clerk');
  }

  /** A draft of its own for each call, so that no call finds what another one left. */
  async draft(which: Which): Promise<string> {
    const signInName = `lec-${Math.random().toString(36).slice(2, 10)}`;
    const place = which === 'own' ? places.own : places.foreign;
    const lecturerId = await this.world.addAccount(signInName, ['lecturer'], place);
    const by = which === 'own' ? this.organizer : await this.world.signedIn('organizer2');
    return this.world.lecture({ title: '草稿', by, lecturerId, audience: [place] });
  }

  plan(audience: string): Input {
    const startAt = new Date(Date.now() + 72 * 3_600_000).toISOString();
    return {
      title: '计划',
      topic: '',
      lecturerId: this.world.idOf('lecturer'),
      startAt,
      plannedMinutes: 60,
      audience: [audience],
    };
  }
}

const county = ['supervisor', 'admin'] as const;
const none = (input: Input = {}): Fixture<MatrixWorld> => ({ input: () => input, hasForeign: false });
const onAccount: Fixture<MatrixWorld> = { input: (m) => ({ accountId: m.account() }), hasForeign: false };
const onHall: Fixture<MatrixWorld> = {
  input: (m, which) => ({ hallId: m.hall(which) }),
  hasForeign: true,
  reachesAll: county,
};
const onDraft: Fixture<MatrixWorld> = {
  input: async (m, which) => ({ lectureId: await m.draft(which) }),
  hasForeign: true,
  reachesAll: county,
};
const onLecture: Fixture<MatrixWorld> = {
  input: (m, which) => ({ lectureId: m.lectures[which] }),
  hasForeign: true,
  reachesAll: county,
};

export const routeFixtures: { [K in keyof Routes]: Fixture<MatrixWorld> } = {
  whoAmI: none(),
  signIn: {
    ...none({ signInName: 'nobody-here', password: 'wrong wrong' }),
    isHarmless: (ack) => !ack.ok && ack.error.reason === 'wrong_credentials',
  },
  signOut: { ...none(), isLast: true },
  previewLink: {
    ...none(),
    input: async (m) => {
      const { url } = await m.world.admin.call('makeSignInLink', { accountId: m.account() });
      return { token: url.split('/link/')[1] };
    },
  },
  openLink: {
    ...none(),
    input: async (m) => {
      const { url } = await m.world.admin.call('makeSignInLink', { accountId: m.account() });
      return { token: url.split('/link/')[1] };
    },
    isLast: true,
  },
  actAs: { input: (_m, _which, role) => ({ role }), hasForeign: false, isLast: true },
  setPassword: { ...none({ next: 'a long pass phrase' }), isLast: true },
  listAccounts: none(),
  createAccount: {
    input: () => ({
      signInName: `new-${Math.random().toString(36).slice(2, 10)}`,
      name: '新账号',
      roles: ['clerk'],
      orgId: places.own,
    }),
    hasForeign: false,
  },
  updateAccount: {
    input: (m) => ({ accountId: m.account(), name: '测试clerk', roles: ['clerk'], orgId: places.own }),
    hasForeign: false,
  },
  lockAccount: { input: (m) => ({ accountId: m.world.idOf('lecturer2') }), hasForeign: false },
  unlockAccount: { input: (m) => ({ accountId: m.world.idOf('lecturer2') }), hasForeign: false },
  makeSignInLink: onAccount,
  revokeSessions: { input: (m) => ({ accountId: m.world.idOf('lecturer2') }), hasForeign: false },
  orgTree: none(),
  importOrgs: none({ csv: worldCsv, dryRun: true }),
  listHalls: none(),
  updateHall: { ...onHall, input: (m, which) => ({ hallId: m.hall(which), contactName: '王五' }) },
  revealHallPhone: onHall,
  makePairingCode: onHall,
  unpairHall: onHall,
  pairHall: {
    input: async (m) => {
      const { code } = await m.world.admin.call('makePairingCode', { hallId: places.ownHall2 });
      return { code };
    },
    hasForeign: false,
    isLast: true,
  },
  hallHome: none(),
  publicLectures: none(),
  listLectures: none(),
  getLecture: onLecture,
  listLecturers: none(),
  createLecture: {
    input: (m, which) => m.plan(which === 'own' ? places.own : places.foreign),
    hasForeign: true,
    isHarmless: isRefusedAtField,
  },
  updateLecture: {
    input: async (m, which) => ({
      lectureId: await m.draft(which),
      ...m.plan(which === 'own' ? places.own : places.foreign),
    }),
    hasForeign: true,
  },
  publishLecture: onDraft,
  cancelLecture: { ...onDraft, input: async (m, which) => ({ lectureId: await m.draft(which), reason: '测试取消' }) },
  lectureAttendance: onLecture,
  attendanceCsv: onLecture,
};

/** Planning for a foreign branch is refused at the field. */
function isRefusedAtField(ack: Ack<unknown>): boolean {
  return !ack.ok && (ack.error.fields ?? []).some((field) => field.reason === 'audience_outside_branch');
}

/** One role's socket, joined to its own lecture where the role may; and what belongs to somebody else in the same lecture. */
export type RoomContext = {
  matrix: MatrixWorld;
  socket: ApiSocket;
  own: MediaIds;
  foreign: MediaIds;
  rtpCapabilities: unknown;
};
export type MediaIds = { sendTransportId: string; receiveTransportId: string; producerId: string; consumerId: string };

const vp8 = (ssrc: number): Input => ({
  mid: '0',
  codecs: [{ mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000, parameters: {}, rtcpFeedback: [] }],
  headerExtensions: [],
  encodings: [{ ssrc }],
  rtcp: { cname: 'test' },
});
export const testRtpParameters = vp8;

const fingerprint = { algorithm: 'sha-256', value: Array(32).fill('AB').join(':') };
const inRoom = (
  input: (context: RoomContext, ids: MediaIds) => Input,
  extra: Partial<Fixture<RoomContext>> = {},
): Fixture<RoomContext> => ({
  input: (context, which) => input(context, context[which]),
  hasForeign: true,
  ...extra,
});
const onLectureSocket: Fixture<RoomContext> = {
  input: (context, which) => ({ lectureId: context.matrix.lectures[which] }),
  hasForeign: true,
  reachesAll: ['supervisor'],
};

/** Those that change what the next ones need are last in their room. */
export const commandFixtures: { [K in keyof Commands]: Fixture<RoomContext> } = {
  'media:openTransport': { input: () => ({ direction: 'receive' }), hasForeign: false, isLast: true },
  'media:connectTransport': inRoom((_c, ids) => ({
    transportId: ids.receiveTransportId,
    dtlsParameters: { role: 'client', fingerprints: [fingerprint] },
  })),
  'media:restartIce': inRoom((_c, ids) => ({ transportId: ids.receiveTransportId })),
  'media:produce': inRoom((_c, ids) => ({
    transportId: ids.sendTransportId,
    source: 'camera',
    kind: 'video',
    rtpParameters: vp8(Math.floor(Math.random() * 1e9)),
    paused: false,
  })),
  'media:setProducerPaused': inRoom((_c, ids) => ({ producerId: ids.producerId, paused: false })),
  'media:closeProducer': inRoom((_c, ids) => ({ producerId: ids.producerId }), { isLast: true }),
  'media:consume': inRoom(
    (c, ids) => ({
      transportId: ids.receiveTransportId,
      rtpCapabilities: c.rtpCapabilities,
      producerIds: [c.own.producerId],
    }),
    noTracks,
  ),
  'media:resumeConsumers': inRoom((_c, ids) => ({ consumerIds: [ids.consumerId] }), noTracks),
  'media:preferLayer': inRoom((_c, ids) => ({ consumerId: ids.consumerId, spatialLayer: 0 }), noTracks),
  'lecture:join': { ...onLectureSocket, isLast: true },
  'lecture:report': {
    ...onLectureSocket,
    input: (c, which) => ({ lectureId: c.matrix.lectures[which], sound: 'on', quality: 'good' }),
  },
  'lecture:leave': { ...onLectureSocket, isLast: true },
  'lecture:start': onLectureSocket,
  'lecture:pause': { ...onLectureSocket, isLast: true },
  'lecture:resume': onLectureSocket,
  'lecture:end': { ...onLectureSocket, isLast: true },
  'lecture:reopen': onLectureSocket,
};
