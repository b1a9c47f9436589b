import { afterAll, afterEach } from 'vitest';
import type { mediaCommands, Track, TransportParameters } from '#shared/media.ts';
import type { CommandCall } from '../../server/src/kernel/call.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { LiveRoom, type LiveRoomOptions } from '../../server/src/live/live-room.ts';
import { createMediaCommands } from '../../server/src/live/media.commands.ts';
import type { Participant } from '../../server/src/live/participant.ts';
import { createRoomDirectory } from '../../server/src/live/room-directory.ts';
import type { Admission, Admitted, LiveRoomEvents } from '../../server/src/live/room-events.ts';
import type { RoomPolicy } from '../../server/src/live/room-policy.ts';
import { createSfu, type Sfu } from '../../server/src/media/sfu.ts';
import { testLog } from './engine.ts';
import { LightPublisher, LightReceiver, type PublishOptions, type Signalling } from './light-endpoint.ts';

/** The lecturer publishes, everybody receives: what a lecture's policy comes to. */
export const lecturePolicy: RoomPolicy = {
  mayPublish: ({ role }) => role === 'lecturer',
  mayReceive: () => true,
};

/** What a room told its owner, in order. */
export type Told =
  | { what: 'tracks'; tracks: Track[]; epoch: number }
  | { what: 'epoch'; epoch: number; affected: Participant[] }
  | { what: 'phase'; key: string; from: string; to: string; at: number }
  | { what: 'silent'; key: string; lastPacketAt: number; toldAt: number }
  | { what: 'heard'; key: string; at: number }
  | { what: 'superseded'; connectionId: string };

export function openTestSfu(workers = 1): Promise<Sfu> {
  return createSfu({
    workerBin: workerBin(),
    workers,
    listenIp: '127.0.0.1',
    firstPort: 0,
    clock: systemClock(testLog),
    log: testLog,
  });
}

export function workerBin(): string {
  const path = process.env.MEDIASOUP_WORKER_BIN;
  if (path === undefined) throw new Error('MEDIASOUP_WORKER_BIN is not set: run the tests by `npm test`');
  return path;
}

export type MediaWorld = {
  sfu: Sfu;
  directory: ReturnType<typeof createRoomDirectory<LiveRoom>>;
  openRoom(options?: Partial<LiveRoomOptions>): { room: LiveRoom; told: Told[] };
  /** A connection with the handlers of the real commands behind it. */
  connect(connectionId: string): Signalling;
  admit(room: LiveRoom, connectionId: string, over?: Partial<Admission>): Promise<Admitted>;
  receiver(room: LiveRoom, connectionId: string): Promise<{ admitted: Admitted; receiver: LightReceiver }>;
  lecturer(
    room: LiveRoom,
    connectionId?: string,
    options?: PublishOptions,
  ): Promise<{ admitted: Admitted; publisher: LightPublisher }>;
};

/** An Sfu of its own for a test file, and rooms and endpoints that are gone after each test. */
export async function mediaWorld(workers = 1): Promise<MediaWorld> {
  const sfu = await openTestSfu(workers);
  const directory = createRoomDirectory<LiveRoom>();
  const handlers = createMediaCommands({ directory });
  const opened: { close(): void }[] = [];
  let count = 0;
  afterEach(() => {
    for (const one of opened.splice(0)) one.close();
  });
  afterAll(() => sfu.close());

  const connect = (connectionId: string): Signalling => ({
    request: (name, input) => callHandler(handlers, name, input, connectionId),
  });
  const admit = (room: LiveRoom, connectionId: string, over: Partial<Admission> = {}): Promise<Admitted> =>
    room.admit({ key: `hall:${connectionId}`, role: 'hall', connectionId, ...over });

  return {
    sfu,
    directory,
    openRoom: (options = {}) => {
      const told: Told[] = [];
      count += 1;
      const room = new LiveRoom({
        id: `room-${count}`,
        sfu,
        directory,
        policy: lecturePolicy,
        clock: systemClock(testLog),
        log: testLog,
        iceServers: () => [],
        on: recorder(told),
        ...options,
      });
      opened.push(room);
      return { room, told };
    },
    connect,
    admit,
    receiver: async (room, connectionId) => {
      const admitted = await admit(room, connectionId);
      const receiver = receiverOf(connect(connectionId), admitted);
      opened.push(receiver);
      return { admitted, receiver };
    },
    lecturer: async (room, connectionId = 'lecturer', options = {}) => {
      const admitted = await admit(room, connectionId, { key: 'lecturer:1', role: 'lecturer' });
      const publisher = await LightPublisher.open(connect(connectionId), options);
      opened.push(publisher);
      return { admitted, publisher };
    },
  };
}

export function receiverOf(to: Signalling, admitted: Admitted, transport = transportOf(admitted)): LightReceiver {
  return new LightReceiver(to, transport, admitted.media.routerRtpCapabilities);
}

export function transportOf({ media }: Admitted): TransportParameters {
  if (media.receiveTransport === null) throw new Error('nothing to receive with: the media was kept');
  return media.receiveTransport;
}

/** The parts of one kind of what a room told. */
export function toldOf<W extends Told['what']>(told: readonly Told[], what: W): Extract<Told, { what: W }>[] {
  return told.filter((one): one is Extract<Told, { what: W }> => one.what === what);
}

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The named seam between a table of handlers and a name that is only known when it is called. */
function callHandler(
  handlers: ReturnType<typeof createMediaCommands>,
  name: keyof typeof mediaCommands,
  input: unknown,
  connectionId: string,
): Promise<unknown> {
  const call: CommandCall = {
    caller: { role: 'nobody', address: '127.0.0.1' },
    language: 'en',
    callId: 'test',
    connectionId,
  };
  const handler = handlers[name] as (input: unknown, call: CommandCall) => Promise<unknown>;
  return handler(input, call);
}

function recorder(told: Told[]): LiveRoomEvents {
  return {
    tracksChanged: (tracks, epoch) => void told.push({ what: 'tracks', tracks, epoch }),
    epochChanged: (epoch, affected) => void told.push({ what: 'epoch', epoch, affected }),
    phaseChanged: ({ key }, from, to, at) => void told.push({ what: 'phase', key, from, to, at }),
    silent: ({ key }, lastPacketAt) => void told.push({ what: 'silent', key, lastPacketAt, toldAt: Date.now() }),
    heard: ({ key }, at) => void told.push({ what: 'heard', key, at }),
    superseded: (connectionId) => void told.push({ what: 'superseded', connectionId }),
  };
}

/** Waits until it is true, looking often; fails with what it waited for. */
export async function until(what: string, isTrue: () => boolean, limitMs = 8_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
