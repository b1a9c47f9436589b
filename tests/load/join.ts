import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ServerProcess, startProduct } from '../support/product-process.ts';
import { type County, prepareCounty, startLecture } from './crowd/county.ts';
import { startCpuUse } from './crowd/cpu.ts';
import { HallProcess } from './crowd/hall-process.ts';

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
if (!['none', 'no-key-frame-delay'].includes(values.fault)) throw new Error(`there is no fault ${values.fault}`);

const dataDir = mkdtempSync(join(tmpdir(), 'law-hall-load-join-'));
const preload = values.fault === 'none' ? undefined : new URL('crowd/no-key-frame-delay.ts', import.meta.url).href;
const server = await startProduct({ dataDir, env: { TRUST_PROXY: '1' }, preload });
try {
  const { result, details } = await measure(server, await prepareCounty(server, Number(values.halls)));
  store({ ...result, ...details });
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exitCode = Object.entries(bars).every(([name, bar]) => Reflect.get(result, name) <= bar) ? 0 : 1;
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit();

type Measured = { result: typeof bars & { halls: number }; details: Record<string, unknown> };

async function measure(product: ServerProcess, county: County): Promise<Measured> {
  const { publisher } = await startLecture(county, { bitrate: Number(values.bitrate) });
  const halls = await HallProcess.start({ url: product.url, lectureId: county.lectureId, halls: county.halls });
  const cpuUse = startCpuUse(product.pid());
  const joined = await halls.storm();
  const used = cpuUse();
  // Requests that were held back would come now.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
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

function store(measured: Record<string, unknown>): void {
  const folder = new URL('results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const name = values.fault === 'none' ? 'join.json' : `join-fault-${values.fault}.json`;
  const row = { at: new Date().toISOString(), ...measured, bars, options: values };
  writeFileSync(new URL(name, folder), `${JSON.stringify(row, null, 2)}\n`);
}
