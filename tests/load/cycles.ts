import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { ServerProcess } from '../support/product-process.ts';
import { type County, prepareCounty, startLecture } from './crowd/county.ts';
import { type Footprint, footprint } from './crowd/footprint.ts';
import { Forked } from './crowd/forked.ts';
import { type Measured, runLoadTest } from './crowd/load-test.ts';
import type { Asked, Told } from './crowd/passing-halls.ts';

/*
 * Halls that come and go a thousand times in one running lecture: afterwards the server holds what it held before. One JSON line on
 * standard output; exit status 1 if a bar is missed (bars.md, speed 6). `--fault kept-halls` lets the server keep a part of each hall
 * that left: that must turn it red.
 */
const bars = { failed: 0, residentGrowthPercent: 5, workersGrowthPercent: 5, mediaLeft: 0, descriptorsLeft: 0 };
const HALLS = 40;
/** Caches, compiled code and heaps grow to their size before the count begins. */
const WARM_UP_CYCLES = 400;
/** Sockets close and V8 gives back what it had in reserve within this time. */
const SETTLE_MS = 30_000;

const { values } = parseArgs({
  options: { cycles: { type: 'string', default: '1000' }, fault: { type: 'string', default: 'none' } },
});

const faults = { 'kept-halls': new URL('crowd/kept-halls.ts', import.meta.url) };
await runLoadTest({ name: 'cycles', bars, options: values, faults }, async (product) =>
  measure(product, await prepareCounty(product, HALLS)),
);

async function measure(product: ServerProcess, county: County): Promise<Measured<typeof bars>> {
  const { publisher } = await startLecture(county, { bitrate: 300_000 });
  const orders = { url: product.url, lectureId: county.lectureId, halls: county.halls };
  const halls = await Forked.start<Asked, Told>('passing-halls.ts', orders);
  const warmed = await pass(halls, WARM_UP_CYCLES);
  const before = await settled(product);
  const passed = await pass(halls, Number(values.cycles));
  const after = await settled(product);
  halls.stop();
  publisher.close();
  const grown = (name: keyof Footprint): number =>
    Math.round((1_000 * (after[name] - before[name])) / before[name]) / 10;
  return {
    result: {
      cycles: Number(values.cycles),
      failed: warmed + passed,
      residentGrowthPercent: grown('residentKb'),
      workersGrowthPercent: grown('workersKb'),
      mediaLeft: after.media - before.media,
      descriptorsLeft: after.descriptors - before.descriptors,
    },
    details: { before, after },
  };
}

async function settled({ url, pid }: ServerProcess): Promise<Footprint> {
  await wait(SETTLE_MS);
  return footprint(url, pid());
}

/** How many of the cycles failed. */
async function pass(halls: Forked<Asked, Told>, cycles: number): Promise<number> {
  const told = await halls.ask({ cycles });
  if (!('failed' in told)) throw new Error('the halls are out of step');
  for (const reason of told.reasons) process.stderr.write(`${reason}\n`);
  return told.failed;
}
