import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ServerProcess, startProduct } from '../support/product-process.ts';
import { type County, prepareCounty, startLecture } from './crowd/county.ts';
import { startCpuUse } from './crowd/cpu.ts';
import { HallProcess } from './crowd/hall-process.ts';

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
if (!['none', 'busy-node'].includes(values.fault)) throw new Error(`there is no fault ${values.fault}`);

const dataDir = mkdtempSync(join(tmpdir(), 'law-hall-load-steady-'));
const preload = values.fault === 'none' ? undefined : new URL('crowd/busy-node.ts', import.meta.url).href;
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

type Measured = { result: typeof bars & { halls: number; seconds: number }; details: Record<string, unknown> };

async function measure(product: ServerProcess, county: County): Promise<Measured> {
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

/** Since it was asked last, from the server's own metrics. */
async function eventLoopDelayP99Ms(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const seconds = text.match(/^nodejs_eventloop_lag_p99_seconds (\S+)$/m)?.[1];
  if (seconds === undefined) throw new Error('the server tells no delay of its event loop');
  return Math.round(10_000 * Number(seconds)) / 10;
}

function store(measured: Record<string, unknown>): void {
  const folder = new URL('results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const name = values.fault === 'none' ? 'steady.json' : `steady-fault-${values.fault}.json`;
  const row = { at: new Date().toISOString(), ...measured, bars, options: values };
  writeFileSync(new URL(name, folder), `${JSON.stringify(row, null, 2)}\n`);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
