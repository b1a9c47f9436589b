import { LightReceiver, type Signalling } from '../../support/light-endpoint.ts';
import type { Joined } from './stage.ts';

/*
 * The receivers of one round, in a process of their own: `node receivers.ts COUNT`. Each asks its parent over the process
 * channel, as a hall asks over its socket; when all have their first packet, one `ready` is said.
 */
const count = Number(process.argv[2]);
const waiting = new Map<number, { resolve(data: unknown): void; reject(error: Error): void }>();
let asked = 0;

process.on('message', (answer: { id: number; data?: unknown; error?: string }) => {
  const one = waiting.get(answer.id);
  waiting.delete(answer.id);
  if (answer.error === undefined) one?.resolve(answer.data);
  else one?.reject(new Error(answer.error));
});
process.on('disconnect', () => process.exit(0));

const ask = (who: string, name: string, input: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    asked += 1;
    waiting.set(asked, { resolve, reject });
    process.send?.({ id: asked, who, name, input });
  });

async function join(who: string): Promise<() => boolean> {
  const to: Signalling = { request: (name, input) => ask(who, name, input) };
  const joined = (await ask(who, 'join', {})) as Joined;
  const receiver = new LightReceiver(to, joined.transport, joined.capabilities, { reports: false });
  await receiver.consume(joined.producerIds.map((producerId) => ({ producerId })));
  return () => joined.producerIds.every((id) => receiver.received(id).packets > 0);
}

const areReceiving = await Promise.all(Array.from({ length: count }, (_, n) => join(`hall-${n}`)));
const timer = setInterval(() => {
  if (!areReceiving.every((isReceiving) => isReceiving())) return;
  clearInterval(timer);
  process.send?.({ ready: true });
}, 50);
