import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { ServerProcess } from '../support/product-process.ts';
import type { Asked, Flow, Told } from './crowd/callers.ts';
import { startCpuUse } from './crowd/cpu.ts';
import { LIMIT_MS } from './crowd/first-packets.ts';
import { Forked } from './crowd/forked.ts';
import { runLoadTest } from './crowd/load-test.ts';
import { prepareMeetings, type Room } from './crowd/meetings.ts';

/*
 * Consultations of two, all at once: every citizen comes to the door, every expert starts, both send picture and sound, and all of
 * them talk for a while. A call has failed if somebody did not get in, or did not receive what the other sent. One JSON line
 * on standard output; exit status 1 if a bar is missed. `joinP95Ms`: from the socket to the first packet of the other's
 * picture and sound.
 */
const bars = { failed: 0, joinP95Ms: 1_500 };
/** Of what one sent the other has received at least so much; the rest may be under way. */
const ARRIVED = 0.95;

const { values } = parseArgs({
  options: {
    rooms: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '20' },
    bitrate: { type: 'string', default: '300000' },
    /** The calls begin evenly over so many ms: five people a second. The endpoints of this test share the cores with the server. */
    spread: { type: 'string', default: '20000' },
  },
});

await runLoadTest({ name: 'consult', bars, options: values }, async (product) =>
  measure(product, await prepareMeetings(product, Number(values.rooms))),
);

async function measure(product: ServerProcess, rooms: Room[]) {
  const { url } = product;
  const orders = { url, rooms, bitrate: Number(values.bitrate), spreadMs: Number(values.spread) };
  const callers = await Forked.start<Asked, Told>('callers.ts', orders);
  const told = await callers.ask('join');
  if (!('joined' in told)) throw new Error('the callers are out of step');
  const { joinMs, failed, reasons } = told.joined;
  for (const reason of reasons) process.stderr.write(`${reason}\n`);
  const before = await flowsOf(callers);
  const cpuUse = startCpuUse(product.pid());
  await wait(1_000 * Number(values.seconds));
  const { node, workers, othersShare } = cpuUse();
  const silent = silentCalls(before, await flowsOf(callers));
  callers.stop();
  const cores = (ms: number): number => Math.round(ms / Number(values.seconds)) / 1_000;
  joinMs.sort((a, b) => a - b);
  return {
    result: {
      rooms: rooms.length,
      failed: failed + silent,
      joinP95Ms: joinMs[Math.ceil(0.95 * joinMs.length) - 1] ?? LIMIT_MS,
      workerCores: cores(workers),
      nodeShareOfCore: cores(node),
    },
    details: { joinMedianMs: joinMs[joinMs.length >> 1], joinMaxMs: joinMs.at(-1), silent, othersShare },
  };
}

async function flowsOf(callers: Forked<Asked, Told>): Promise<Flow[]> {
  const told = await callers.ask('count');
  if (!('flows' in told)) throw new Error('the callers are out of step');
  return told.flows;
}

/** Calls in which a direction brought no picture, no sound, or too little of what was sent. */
function silentCalls(before: readonly Flow[], after: readonly Flow[]): number {
  const isPoor = (at: number): boolean => {
    const since = (name: keyof Flow): number => (after[at]?.[name] ?? 0) - (before[at]?.[name] ?? 0);
    const [audio, video] = [since('audio'), since('video')];
    return audio === 0 || video === 0 || audio + video < ARRIVED * since('sent');
  };
  const calls = Array.from({ length: after.length / 2 }, (_, call) => [2 * call, 2 * call + 1]);
  return calls.filter((directions) => directions.some(isPoor)).length;
}
