import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { ServerProcess } from '../support/product-process.ts';
import { type County, prepareCounty, startLecture } from './crowd/county.ts';
import { startCpuUse } from './crowd/cpu.ts';
import { HallProcess } from './crowd/hall-process.ts';
import { type Measured, runLoadTest } from './crowd/load-test.ts';

/*
 * The join storm: all halls of the county authenticate, join a live lecture, make transports and consume, all at once, on a
 * server that has only just been started. One JSON line on standard output; exit status 1 if a bar is missed (bars.md,
 * speed 3). `--fault no-key-frame-delay` seeds a fault into the server: it must turn the run red.
 */
const bars = { failed: 0, lastFirstPacketMs: 3_000, serverCpuMsPerHall: 10, keyFrameRequestsPerSecondMax: 1 };
/** A second at the server, less what a busy machine delays the first of two requests on its way. */
const SECOND_MS = 800;

const { values } = parseArgs({
  options: {
    halls: { type: 'string', default: '254' },
    bitrate: { type: 'string', default: '1200000' },
    fault: { type: 'string', default: 'none' },
  },
});

const faults = { 'no-key-frame-delay': new URL('crowd/no-key-frame-delay.ts', import.meta.url) };
await runLoadTest({ name: 'join', bars, options: values, faults }, async (product) =>
  measure(product, await prepareCounty(product, Number(values.halls))),
);

async function measure(product: ServerProcess, county: County): Promise<Measured<typeof bars>> {
  const { publisher } = await startLecture(county, { bitrate: Number(values.bitrate) });
  const halls = await HallProcess.start({ url: product.url, lectureId: county.lectureId, halls: county.halls });
  const cpuUse = startCpuUse(product.pid());
  const joined = await halls.storm();
  const used = cpuUse();
  // Requests that were held back would come now.
  await wait(2_000);
  halls.stop();
  const count = county.halls.length;
  const perHall = (ms: number): number => Math.round((100 * ms) / count) / 100;
  const { failed, lastFirstPacketMs, medianFirstPacketMs, reasons } = joined;
  const serverCpuMsPerHall = perHall(used.node + used.workers);
  const keyFrameRequestsPerSecondMax = mostWithin(SECOND_MS, publisher.keyFrameRequestTimes);
  for (const reason of reasons) process.stderr.write(`${reason}\n`);
  publisher.close();
  return {
    result: { halls: count, failed, lastFirstPacketMs, serverCpuMsPerHall, keyFrameRequestsPerSecondMax },
    details: {
      medianFirstPacketMs,
      cpuMsPerHall: { node: perHall(used.node), workers: perHall(used.workers) },
      othersShare: used.othersShare,
      keyFrameRequests: publisher.keyFrameRequestTimes.length,
    },
  };
}

/** The most of these moments that lie within one stretch of this length. */
function mostWithin(ms: number, times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));
}
