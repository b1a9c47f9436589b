import { ApiClient } from '../../support/api-client.ts';
import { LightReceiver } from '../../support/light-endpoint.ts';
import { LIMIT_MS, lastFirstPacketAt } from './first-packets.ts';
import type { Orders } from './halls.ts';

/*
 * Hall PCs that come and go, in a process of their own: asked for a number of cycles, so many times a hall connects, joins, has a
 * packet of everything on air, leaves and closes its line; a handful at a time. The answer says how many of them failed.
 */
export type Asked = { cycles: number };
export type Told = { ready: true } | { failed: number; reasons: string[] };

const AT_ONCE = 8;
const tell = (message: Told): void => void process.send?.(message);

process.on('disconnect', () => process.exit(0));
process.once('message', ({ url, lectureId, halls }: Orders) => {
  const clients = halls.map(({ cookies }) => {
    const client = new ApiClient(url, 'device');
    for (const [name, value] of cookies) client.cookies.set(name, value);
    return client;
  });
  process.on('message', ({ cycles }: Asked) => {
    const reasons = new Set<string>();
    let failed = 0;
    const turns = Array.from({ length: cycles }, (_, n) => clients[n % clients.length]).values();
    const some = async (): Promise<void> => {
      for (const client of turns) {
        if (client === undefined) continue;
        await cycle(client, lectureId).catch((reason: unknown) => {
          failed += 1;
          reasons.add(String(reason));
        });
      }
    };
    void Promise.all(Array.from({ length: AT_ONCE }, some)).then(() => tell({ failed, reasons: [...reasons] }));
  });
  tell({ ready: true });
});

async function cycle(client: ApiClient, lectureId: string): Promise<void> {
  const socket = await client.connect();
  try {
    const { media } = await socket.call('lecture:join', { lectureId });
    if (media.receiveTransport === null) throw new Error('no transport was given');
    const receiver = new LightReceiver(
      { request: (name, input) => socket.call(name, input) },
      media.receiveTransport,
      media.routerRtpCapabilities,
    );
    try {
      await receiver.consume(media.tracks);
      await lastFirstPacketAt(receiver, media.tracks, Date.now() + LIMIT_MS);
      await socket.call('lecture:leave', { lectureId });
    } finally {
      receiver.close();
    }
  } finally {
    client.close();
  }
}
