import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { bareStage } from './fanout/bare.ts';
import { Contestant } from './fanout/contestant.ts';
import { productStage } from './fanout/product.ts';

/*
 * How many packets a CPU-second of the media workers forwards under the product, against a bare mediasoup script with as many
 * consumers on as many workers. Each round sets both up anew and lets the stream into one and the other in short slices,
 * A B B A …, so that what else the machine does meets both alike. A round's ratio is the median over its
 * neighbouring slices, `ratio` the median over the rounds; `product` and `bare` are medians too. One JSON line on standard output; exit status 1 below the bar.
 * `--fault busy` makes a seeded tenth of the product's consumers report every packet to Node: that must turn it red.
 */
const BAR = 0.97;
const SLICES = 'ABBAABBAABBAABBA';
/** A machine on which it takes longer has no time to be measured. */
const LIMIT_MS = 600_000;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '6' },
    /** Measured seconds of each of the two in a round. */
    seconds: { type: 'string', default: '8' },
    receivers: { type: 'string', default: '254' },
    workers: { type: 'string', default: String(availableParallelism()) },
    bitrate: { type: 'string', default: '1200000' },
    seed: { type: 'string', default: '1' },
    fault: { type: 'string', default: 'none' },
  },
});
type Round = { ratio: number; product: number; bare: number };

const crowd = { receivers: Number(values.receivers), bitrate: Number(values.bitrate) };
const workerBin = process.env.MEDIASOUP_WORKER_BIN ?? '';
const random = seeded(Number(values.seed));

setTimeout(() => {
  process.stderr.write('The machine is too busy: no result in ten minutes.\n');
  process.exit(2);
}, LIMIT_MS).unref();

const rounds: Round[] = [];
for (let round = 1; round <= Number(values.rounds); round += 1) rounds.push(await runRound());
const result = {
  ratio: Math.round(1_000 * median(rounds.map(({ ratio }) => ratio))) / 1_000,
  product: median(rounds.map(({ product }) => product)),
  bare: median(rounds.map(({ bare }) => bare)),
  rounds: rounds.length,
};
await store();
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(result.ratio >= BAR ? 0 : 1);

async function runRound(): Promise<Round> {
  const product = await Contestant.open(() => productStage(workerBin, Number(values.workers)), crowd);
  const placing = product.stage.placing();
  const bare = await Contestant.open(() => bareStage(workerBin, placing), crowd);
  if (values.fault === 'busy') {
    const chosen = product.watch.consumers().filter(() => random() < 0.1);
    await Promise.all(chosen.map((consumer) => consumer.enableTraceEvent(['rtp'])));
  }
  const sliceMs = (2_000 * Number(values.seconds)) / SLICES.length;
  const slices = { A: [] as number[], B: [] as number[] };
  for (const turn of SLICES) {
    if (turn === 'A') slices.A.push(await product.runSlice(sliceMs));
    else slices.B.push(await bare.runSlice(sliceMs));
  }
  await Promise.all([product.close(), bare.close()]);
  const ratios = slices.A.map((one, n) => one / (slices.B[n] ?? Number.NaN));
  const measured = { ratio: median(ratios), product: Math.round(median(slices.A)), bare: Math.round(median(slices.B)) };
  process.stderr.write(`receivers per worker ${placing.join(' + ')}: ${JSON.stringify(measured)}\n`);
  return measured;
}

async function store(): Promise<void> {
  const folder = new URL('results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  const row = { at: new Date().toISOString(), ...result, options: values, each: rounds };
  const name = values.fault === 'none' ? 'fanout.json' : `fanout-fault-${values.fault}.json`;
  await writeFile(new URL(name, folder), `${JSON.stringify(row, null, 2)}\n`);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}
