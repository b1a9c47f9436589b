import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { type Database, openDatabase } from '../../server/src/db/connect.ts';
import { isDatabaseAway } from '../../server/src/db/errors.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import { defineModel, schemaOptions, stringId } from '../../server/src/db/schema-options.ts';
import { type Clock, systemClock } from '../../server/src/kernel/clock.ts';
import { createLogger } from '../../server/src/kernel/logger.ts';

/**
 * Kills the embedded engine with SIGKILL while ten writers insert, again and again, at instants drawn from a seed; looks up
 * every acknowledged insert afterwards. Prints one JSON line. Bars (trust 1): lost 0, twice 0, foreign errors 0, back within
 * 10 s. `--seed-fault` forgets one stored row before the look-up: the run must then fail.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    'seed-fault': { type: 'boolean', default: false },
  },
});

type Row = { _id: string; n: number };
const WRITERS = 10;
const BACK_WITHIN_MS = 10_000;

const log = createLogger({ level: 'silent' });
const clock = systemClock(log);
const dataDir = mkdtempSync(join(tmpdir(), 'law-hall-engine-kill-'));
const engineDir = process.env.EMBEDDED_ENGINE_DIR;
if (engineDir === undefined) throw new Error('EMBEDDED_ENGINE_DIR is not set.');

const database = await openDatabase({ embedded: { engineDir, dataDir }, dbName: 'fault', log, clock });
const schema = new mongoose.Schema<Row>({ _id: stringId, n: { type: Number, required: true } }, schemaOptions);
const rows = defineModel(database.connection, 'rows', schema.index({ n: 1 }, { unique: true }));
await ensureIndexes(database);

const acknowledged = new Set<string>();
const backMs: number[] = [];
let made = 0;
let refused = 0;
let foreign = 0;
const random = randomFrom(Number(values.seed));
const rounds = Number(values.rounds);

try {
  for (let round = 0; round < rounds; round++) {
    backMs.push(await killOnce(database, clock, 300 + Math.floor(random() * 1_500)));
  }
  if (values['seed-fault']) await rows.deleteOne({ _id: [...acknowledged][0] ?? '' });
  const stored = (await rows.find().lean()).map(({ n }) => n);
  const kept = new Set(stored);
  const lost = [...acknowledged].filter((id) => !kept.has(Number(id.slice('row-'.length)))).length;
  const twice = stored.length - kept.size;
  const backMsMax = Math.max(...backMs);
  const isGood = lost === 0 && twice === 0 && foreign === 0 && backMsMax <= BACK_WITHIN_MS;
  const figures = {
    rounds,
    acknowledged: acknowledged.size,
    refused,
    lost,
    twice,
    foreign,
    backMsMax,
    seed: values.seed,
  };
  console.log(JSON.stringify({ ...figures, isGood }));
  process.exitCode = isGood ? 0 : 1;
} finally {
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Answers after how many milliseconds the first insert was acknowledged again. */
async function killOnce({ engine }: Database, time: Clock, afterMs: number): Promise<number> {
  let isOn = true;
  const writers = Array.from({ length: WRITERS }, async () => {
    while (isOn) await insertOne();
  });
  await time.sleep(afterMs);
  const pid = engine?.pid;
  if (pid === undefined) throw new Error('The engine does not run.');
  process.kill(pid, 'SIGKILL');
  const killedAt = time.now();
  // What was under way at the kill may still be answered; only an insert that a later engine took counts as "back".
  while (engine?.pid === pid || engine?.isReady !== true) await time.sleep(10);
  const before = acknowledged.size;
  while (acknowledged.size === before && time.now() - killedAt < 3 * BACK_WITHIN_MS) await time.sleep(10);
  const tookMs = time.now() - killedAt;
  isOn = false;
  await Promise.all(writers);
  return tookMs;
}

async function insertOne(): Promise<void> {
  const n = made++;
  try {
    await rows.create({ _id: `row-${n}`, n });
    acknowledged.add(`row-${n}`);
  } catch (error) {
    if (isDatabaseAway(error)) refused++;
    else foreign++;
  }
}

/** mulberry32: small, seeded, good enough to draw instants. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
