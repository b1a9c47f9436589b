import { ApiClient } from '../../support/api-client.ts';
import { LightReceiver } from '../../support/light-endpoint.ts';
import { lastFirstPacketAt } from './first-packets.ts';

/*
 * All hall PCs, in a process of their own. Told whom to play it says `ready`; told to `join`, each connects its own socket with its
 * device cookie, joins the lecture, makes its transport and consumers and resumes them, all at once, and `joined` says how it
 * went; asked to `count`, it says how many packets all of them have `received` by now.
 */
export type HallPc = { hallId: string; cookies: [name: string, value: string][] };
export type Orders = { url: string; lectureId: string; halls: HallPc[] };
export type Asked = 'join' | 'count';
export type Told = { ready: true } | { joined: Joined } | { received: number };
export type Joined = {
  failed: number;
  /** From the order to the moment at which the last hall had a packet of every track on air. */
  lastFirstPacketMs: number;
  medianFirstPacketMs: number;
  reasons: string[];
};

/** A hall that has no picture by then has failed. */
const LIMIT_MS = 30_000;

const tell = (message: Told): void => void process.send?.(message);

const counts: (() => number)[] = [];

process.on('disconnect', () => process.exit(0));
process.once('message', (orders: Orders) => {
  const storms = orders.halls.map((hall) => prepare(orders, hall));
  process.on('message', (asked: Asked) => {
    if (asked === 'join') void storm(storms);
    else tell({ received: counts.reduce((sum, count) => sum + count(), 0) });
  });
  tell({ ready: true });
});

async function storm(halls: readonly (() => Promise<number>)[]): Promise<void> {
  const startedAt = Date.now();
  const results = await Promise.allSettled(halls.map((join) => join()));
  const times = results.flatMap((result) => (result.status === 'fulfilled' ? result.value - startedAt : []));
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? String(result.reason) : []));
  times.sort((a, b) => a - b);
  const failed = halls.length - times.length;
  const figures = {
    lastFirstPacketMs: times.at(-1) ?? LIMIT_MS,
    medianFirstPacketMs: times[times.length >> 1] ?? LIMIT_MS,
  };
  tell({ joined: { failed, ...figures, reasons: [...new Set(reasons)] } });
}

/** Answers with a function that joins and resolves with when the last of the tracks gave its first packet. */
function prepare({ url, lectureId }: Orders, { cookies }: HallPc): () => Promise<number> {
  const client = new ApiClient(url, 'device');
  for (const [name, value] of cookies) client.cookies.set(name, value);
  return async () => {
    const deadline = Date.now() + LIMIT_MS;
    const socket = await client.connect();
    const { media } = await socket.call('lecture:join', { lectureId });
    if (media.receiveTransport === null) throw new Error('no transport was given');
    if (media.tracks.length === 0) throw new Error('nothing is on air');
    const receiver = new LightReceiver(
      { request: (name, input) => socket.call(name, input) },
      media.receiveTransport,
      media.routerRtpCapabilities,
    );
    counts.push(() => media.tracks.reduce((sum, { producerId }) => sum + receiver.received(producerId).packets, 0));
    await receiver.consume(media.tracks);
    return lastFirstPacketAt(receiver, media.tracks, deadline);
  };
}
