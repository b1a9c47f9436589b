import { setTimeout as wait } from 'node:timers/promises';
import type { LightReceiver } from '../../support/light-endpoint.ts';

/** Whoever has not everything by then has failed, ms. */
export const LIMIT_MS = 15_000;

/** When the last of these tracks gave its first packet; rejects if that has not come by the deadline. */
export async function lastFirstPacketAt(
  receiver: LightReceiver,
  tracks: readonly { producerId: string }[],
  deadline: number,
): Promise<number> {
  for (;;) {
    const times = tracks.flatMap(({ producerId }) => receiver.received(producerId).firstPacketAt ?? []);
    if (times.length === tracks.length) return Math.max(...times);
    if (Date.now() > deadline) throw new Error('no first packet');
    await wait(20);
  }
}
