import { setTimeout as wait } from 'node:timers/promises';
import type { Commands } from '#shared/contract.ts';
import type { Identity } from '#shared/kit/caller.ts';
import type { OutputOf } from '#shared/kit/define.ts';
import type { Track } from '#shared/media.ts';
import { ApiClient, type ApiSocket } from '../../support/api-client.ts';
import { LightPublisher, LightReceiver, type Signalling } from '../../support/light-endpoint.ts';
import { LIMIT_MS, lastFirstPacketAt } from './first-packets.ts';
import type { Room } from './meetings.ts';

/*
 * Both people of all meetings, in a process of their own. Told of the rooms it says `ready`; told to `join`, each connects, comes to
 * its meeting as a page does (the expert starts it, the citizen is let in), sends picture and sound and receives the other's;
 * asked to `count`, it says what each has sent and what the other received of it by now.
 */
export type Orders = { url: string; rooms: Room[]; bitrate: number; spreadMs: number };
export type Asked = 'join' | 'count';
export type Flow = { sent: number; audio: number; video: number };
export type Joined = { joinMs: number[]; failed: number; reasons: string[] };
export type Told = { ready: true } | { joined: Joined } | { flows: Flow[] };

const tell = (told: Told): void => void process.send?.(told);

type Snapshot = OutputOf<Commands['consultation:join']>;
type Side = { publisher: LightPublisher; received(): { audio: number; video: number }; joinMs: number };
const talks: [Side, Side][] = [];

process.on('disconnect', () => process.exit(0));
process.once('message', (orders: Orders) => {
  process.on('message', (asked: Asked) => {
    if (asked === 'join') void storm(orders);
    else tell({ flows: talks.flatMap(flowsOf) });
  });
  tell({ ready: true });
});

const flowsOf = ([a, b]: [Side, Side]): Flow[] => [
  { sent: a.publisher.sentPackets, ...b.received() },
  { sent: b.publisher.sentPackets, ...a.received() },
];

async function storm({ url, rooms, bitrate, spreadMs }: Orders): Promise<void> {
  const results = await Promise.allSettled(
    rooms.map(async ({ consultationId, expert, citizen }, n) => {
      await wait((n * spreadMs) / rooms.length);
      const talk = await Promise.all([
        side({ url, bitrate, consultationId, identity: 'staff', cookies: expert }, startWhenSomebodyWaits),
        side({ url, bitrate, consultationId, identity: 'matter', cookies: citizen }, joinOnceAdmitted),
      ]);
      talks.push(talk);
    }),
  );
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? String(result.reason) : []));
  const joinMs = talks.flatMap((sides) => sides.map((each) => each.joinMs));
  tell({ joined: { joinMs, failed: reasons.length, reasons: [...new Set(reasons)] } });
}

type Seat = { url: string; bitrate: number; consultationId: string; identity: Identity; cookies: Room['expert'] };
/** From the first answer into the room. */
type Enter = (socket: ApiSocket, first: Snapshot) => Promise<Snapshot>;

const startWhenSomebodyWaits: Enter = async (socket, first) => {
  const { consultationId } = first;
  const waits = (people: readonly { place: string }[] = []) => people.some(({ place }) => place === 'door');
  if (!waits(first.current?.people))
    await socket.event('consultation:changed', ({ current }) => waits(current.people), LIMIT_MS);
  await socket.call('consultation:start', { consultationId });
  return first;
};

const joinOnceAdmitted: Enter = async (socket, first) => {
  if (first.media !== null) return first;
  await socket.event('consultation:placeChanged', ({ place }) => place === 'in', LIMIT_MS);
  return socket.call('consultation:join', { consultationId: first.consultationId });
};

async function side({ url, bitrate, consultationId, identity, cookies }: Seat, enter: Enter): Promise<Side> {
  const client = new ApiClient(url, identity);
  for (const [name, value] of cookies) client.cookies.set(name, value);
  const startedAt = Date.now();
  const socket = await client.connect();
  const { media, ownPartId } = await enter(socket, await socket.call('consultation:join', { consultationId }));
  if (media?.receiveTransport == null) throw new Error('no transport was given');
  const to: Signalling = { request: (name, input) => socket.call(name, input) };
  const receiver = new LightReceiver(to, media.receiveTransport, media.routerRtpCapabilities);
  const [publisher, tracks] = await Promise.all([
    LightPublisher.open(to, { bitrate }),
    tracksOfOther(socket, media.tracks, ownPartId),
  ]);
  await receiver.consume(tracks);
  const packetsOf = (kind: Track['kind']): number =>
    tracks
      .filter((track) => track.kind === kind)
      .reduce((sum, { producerId }) => sum + receiver.received(producerId).packets, 0);
  const firstAt = await lastFirstPacketAt(receiver, tracks, startedAt + LIMIT_MS);
  const received = () => ({ audio: packetsOf('audio'), video: packetsOf('video') });
  return { publisher, received, joinMs: firstAt - startedAt };
}

/** Picture and sound of the other, once both are on air. */
async function tracksOfOther(socket: ApiSocket, known: readonly Track[], ownPartId: string): Promise<Track[]> {
  const others = (tracks: readonly Track[]) => tracks.filter(({ owner }) => owner !== ownPartId);
  if (others(known).length === 2) return others(known);
  const { tracks } = await socket.event('media:tracksChanged', (news) => others(news.tracks).length === 2, LIMIT_MS);
  return others(tracks);
}
