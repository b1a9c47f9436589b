import type { lectureCommands } from '#shared/lecture-live.ts';
import type { mediaCommands } from '#shared/media.ts';
import type { ApiSocket } from '../api-client.ts';
import type { Fixture, Input } from './fixture.ts';
import type { MatrixWorld } from './matrix-world.ts';

/** In its room each of them is alone on air, and nobody is offered the own tracks. */
const noTracks = { nothingOwnFor: ['lecturer', 'citizen', 'party', 'guest', 'expert', 'department'] } as const;
/** A hall in the room sends nothing: it was not asked onto the stage; nor does an organizer who has not taken over. */
const notOnStage = { nothingOwnFor: ['hall', 'organizer'] } as const;

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

type RoomCommands = typeof lectureCommands & typeof mediaCommands;

/** Those that change what the next ones need are last in their room. */
export const roomFixtures: { [K in keyof RoomCommands]: Fixture<RoomContext> } = {
  'media:openTransport': { input: () => ({ direction: 'receive' }), hasForeign: false, isLast: true },
  'media:connectTransport': inRoom((_c, ids) => ({
    transportId: ids.receiveTransportId,
    dtlsParameters: { role: 'client', fingerprints: [fingerprint] },
  })),
  'media:restartIce': inRoom((_c, ids) => ({ transportId: ids.receiveTransportId })),
  'media:produce': inRoom(
    (_c, ids) => ({
      transportId: ids.sendTransportId,
      source: 'camera',
      kind: 'video',
      rtpParameters: vp8(Math.floor(Math.random() * 1e9)),
      paused: false,
    }),
    notOnStage,
  ),
  'media:setProducerPaused': inRoom((_c, ids) => ({ producerId: ids.producerId, paused: false }), notOnStage),
  'media:closeProducer': inRoom((_c, ids) => ({ producerId: ids.producerId }), { isLast: true, ...notOnStage }),
  'media:consume': inRoom(
    (c, ids) => ({
      transportId: ids.receiveTransportId,
      rtpCapabilities: c.rtpCapabilities,
      producerIds: [c.own.producerId],
    }),
    noTracks,
  ),
  'media:resumeConsumers': inRoom((_c, ids) => ({ consumerIds: [ids.consumerId] }), noTracks),
  'media:pauseConsumers': inRoom((_c, ids) => ({ consumerIds: [ids.consumerId] }), noTracks),
  'media:judgeLine': { input: () => ({}), hasForeign: false },
  'media:preferLayer': inRoom((_c, ids) => ({ consumerId: ids.consumerId, spatialLayer: 0 }), noTracks),
  'lecture:join': { ...onLectureSocket, isLast: true },
  'lecture:report': {
    ...onLectureSocket,
    input: (c, which) => ({ lectureId: c.matrix.lectures[which], sound: 'on', quality: 'good' }),
  },
  'lecture:leave': { ...onLectureSocket, isLast: true },
  'lecture:start': onLectureSocket,
  'lecture:pause': { ...onLectureSocket, isLast: true },
  'lecture:sayReturn': {
    ...onLectureSocket,
    input: (c, which) => ({ lectureId: c.matrix.lectures[which], minutes: 5 }),
  },
  'lecture:resume': onLectureSocket,
  'lecture:end': { ...onLectureSocket, isLast: true },
  'lecture:reopen': onLectureSocket,
  'lecture:takeOver': {
    ...onLectureSocket,
    input: (c, which) => ({ lectureId: c.matrix.lectures[which], from: `lecturer:${c.matrix.world.idOf('lecturer')}` }),
  },
  'lecture:handBack': onLectureSocket,
};
