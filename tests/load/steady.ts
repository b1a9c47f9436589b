import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { ServerProcess } from '../support/product-process.ts';
import { type County, prepareCounty, startLecture } from './crowd/county.ts';
import { startCpuUse } from './crowd/cpu.ts';
import { eventLoopDelayP99Ms } from './crowd/event-loop.ts';
import { HallProcess } from './crowd/hall-process.ts';
import { type Measured, runLoadTest } from './crowd/load-test.ts';

/*
 * A lecture as it runs for hours: all halls receive picture and sound for a while, and every packet is counted. One JSON line on
 * standard output; exit status 1 if a bar is missed (bars.md, speed 2). `--fault busy-node` lets the server's JavaScript block
 * for 60 ms every tenth of a second: that must turn it red.
 */
const bars = { missing: 0, workerCores: 0.6, nodeCores: 0.05, eventLoopDelayP99Ms: 20 };
const SETTLE_MS = 2_000;

const { values } = parseArgs({
  options: {
    halls: { type: 'string', default: '254' },
    seconds: { type: 'string', default: '60' },
    bitrate: { type: 'string', default: '1500000' },
    fault: { type: 'string', default: 'none' },
  },
});

const faults = { 'busy-node': new URL('crowd/busy-node.ts', import.meta.url) };
await runLoadTest({ name: 'steady', bars, options: values, faults }, async (product) =>
  measure(product, await prepareCounty(product, Number(values.halls))),
);

async function measure(product: ServerProcess, county: County): Promise<Measured<typeof bars>> {
  const { publisher } = await startLecture(county, { bitrate: Number(values.bitrate) });
  const halls = await HallProcess.start({ url: product.url, lectureId: county.lectureId, halls: county.halls });
  const { failed, reasons } = await halls.storm();
  if (failed > 0) throw new Error(`${failed} halls did not come in: ${reasons.join(', ')}`);
  // Between silence and silence, so that what is under way at the ends is not lost to the count.
  publisher.setSending(false);
  const receivedBefore = await settledCount(halls);
  const sentBefore = publisher.sentPackets;
  await eventLoopDelayP99Ms(product.url);
  const cpuUse = startCpuUse(product.pid());
  publisher.setSending(true);
  await wait(1_000 * Number(values.seconds));
  publisher.setSending(false);
  const { node, workers, othersShare } = cpuUse();
  const delay = await eventLoopDelayP99Ms(product.url);
  const published = publisher.sentPackets - sentBefore;
  const received = (await settledCount(halls)) - receivedBefore;
  halls.stop();
  publisher.close();
  const cores = (ms: number): number => Math.round(ms / Number(values.seconds)) / 1_000;
  const count = county.halls.length;
  return {
    result: {
      halls: count,
      seconds: Number(values.seconds),
      missing: published * count - received,
      workerCores: cores(workers),
      nodeCores: cores(node),
      eventLoopDelayP99Ms: delay,
    },
    details: { published, received, othersShare },
  };
}

/** What all have received once nothing more comes: on a busy machine the halls are behind. */
async function settledCount(halls: HallProcess): Promise<number> {
  let before = -1;
  let count = await halls.received();
  for (let tries = 0; count !== before && tries < 20; tries += 1) {
    before = count;
    await wait(SETTLE_MS);
    count = await halls.received();
  }
  return count;
}
