import { randomUUID } from 'node:crypto';
import { type Connection, type Model, Schema } from 'mongoose';
import { DAY_MS } from '#shared/kit/time.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Handle } from '../kernel/disposer.ts';
import { guarded, isDatabaseAway, isDuplicateKey, retryWhileAway } from './errors.ts';
import { maybeEmpty, text, time } from './fields.ts';
import { defineModel, schemaOptions, stringId, trusted } from './schema-options.ts';

export type CommandCall = {
  /** Who calls: account, hall or matter with its kind, e.g. `hall:xiaohe`. Keys of different callers never meet. */
  readonly callerKey: string;
  /** The entry of the contract, e.g. `lecture:publish`. */
  readonly entry: string;
  /** Made by the client, the same for each try of one command. */
  readonly key: string;
  /** Digest of the parsed input, so that a key used for something else is noticed. */
  readonly inputHash?: string;
  /** False where the result holds a secret (a link, a code): then a repeated call is told that it was done. */
  readonly storeResult: boolean;
};

export type CommandKeys = Handle & {
  /**
   * Runs `run` once per (caller, key), however often and from wherever it is asked; the others get its result, as JSON keeps
   * it. A run that fails frees the key. Rejects with `conflict`: `command_key_reused` (another entry or input),
   * `command_in_progress` (not done within 2 s), `command_already_done` (the result is not kept).
   */
  once<T>(call: CommandCall, run: () => Promise<T>): Promise<T>;
  /** Deletes keys older than `ageMs` (7 days); answers how many. */
  purge(ageMs?: number): Promise<number>;
};

type CommandKeyDocument = {
  /** Caller and key: the race is settled by the one index that every collection has from its first document on. */
  _id: string;
  entry: string;
  inputHash: string;
  /** Whose run it is: a takeover changes it, and the old run can no longer write. */
  runId: string;
  aliveAt: Date;
  doneAt?: Date;
  resultJson?: string;
};

const schema = new Schema<CommandKeyDocument>(
  {
    _id: stringId,
    entry: text,
    inputHash: maybeEmpty,
    runId: text,
    aliveAt: time,
    doneAt: Date,
    resultJson: String,
  },
  schemaOptions,
).index({ aliveAt: 1 });

const WAIT_MS = 2_000;
const POLL_MS = 50;
/** A key without result and without sign of life for so long belongs to a process that is gone. */
const ABANDONED_AFTER_MS = 30_000;
const SIGN_OF_LIFE_MS = 10_000;
const KEPT_MS = 7 * DAY_MS;
/** A larger result is not kept; the repeated call is then told that the command was done. */
const LARGEST_RESULT = 256 * 1_024;

export function createCommandKeys(connection: Connection, clock: Clock): CommandKeys {
  const model = defineModel(connection, 'commandKeys', schema);
  const closing = new AbortController();
  const background = { clock, forMs: ABANDONED_AFTER_MS, signal: closing.signal };

  /** Retried in the background: a run that failed because the database is away fails here too, for a while. */
  const free = async (own: OwnKey): Promise<void> => {
    await retryWhileAway(() => model.deleteOne(own).exec(), background);
  };

  const runOwned = async <T>(id: string, runId: string, call: CommandCall, run: () => Promise<T>): Promise<T> => {
    const own = { _id: id, runId };
    const signOfLife = clock.every(SIGN_OF_LIFE_MS, 'command key', async () => {
      await model.updateOne(own, { $set: { aliveAt: clock.date() } });
    });
    try {
      const result = await run();
      await settleSoon(clock, storeDone(model, own, clock, call, result, background));
      return result;
    } catch (error) {
      // In the background beyond a moment: when the run failed because the database is away, so will this for a while.
      await settleSoon(
        clock,
        retryWhileAway(() => model.deleteOne(own), background),
      );
      throw error;
    } finally {
      signOfLife.close();
    }
  };

  return {
    async once<T>(call: CommandCall, run: () => Promise<T>): Promise<T> {
      const id = JSON.stringify([call.callerKey, call.key]);
      const until = clock.now() + WAIT_MS;
      for (;;) {
        const runId = randomUUID();
        const state = await guarded(() => claim(model, id, runId, call, clock)).catch(async (error: unknown) => {
          // The insert may have been carried out although its answer was lost.
          if (isDatabaseAway(error)) await settleSoon(clock, free({ _id: id, runId }));
          throw error;
        });
        if (state.kind === 'ours') return runOwned(id, runId, call, run);
        // The one seam where a stored result gets its type back: it was written by the same entry's run.
        if (state.kind === 'done') return JSON.parse(state.resultJson) as T;
        if (clock.now() + POLL_MS > until) throw new AppError('conflict', 'command_in_progress');
        await clock.sleep(POLL_MS);
      }
    },
    async purge(ageMs = KEPT_MS) {
      const before = new Date(clock.now() - ageMs);
      const { deletedCount } = await guarded(() => model.deleteMany({ aliveAt: trusted({ $lt: before }) }).exec());
      return deletedCount;
    },
    close: () => closing.abort(),
  };
}

type OwnKey = { _id: string; runId: string };
type Claim = { kind: 'ours' } | { kind: 'done'; resultJson: string } | { kind: 'running' };

async function claim(
  model: Model<CommandKeyDocument>,
  id: string,
  runId: string,
  call: CommandCall,
  clock: Clock,
): Promise<Claim> {
  const inputHash = call.inputHash ?? '';
  const known = await model.findById(id).lean();
  if (known === null) {
    try {
      await model.create({ _id: id, entry: call.entry, inputHash, runId, aliveAt: clock.date() });
      return { kind: 'ours' };
    } catch (error) {
      if (isDuplicateKey(error)) return { kind: 'running' };
      throw error;
    }
  }
  if (known.entry !== call.entry || known.inputHash !== inputHash) throw new AppError('conflict', 'command_key_reused');
  if (known.doneAt !== undefined) {
    if (known.resultJson === undefined) throw new AppError('conflict', 'command_already_done');
    return { kind: 'done', resultJson: known.resultJson };
  }
  if (clock.now() - known.aliveAt.getTime() < ABANDONED_AFTER_MS) return { kind: 'running' };
  const { matchedCount } = await model.updateOne(
    { _id: id, runId: known.runId, aliveAt: known.aliveAt, doneAt: trusted({ $exists: false }) },
    { $set: { runId, aliveAt: clock.date() } },
  );
  return { kind: matchedCount === 1 ? 'ours' : 'running' };
}

async function storeDone(
  model: Model<CommandKeyDocument>,
  own: OwnKey,
  clock: Clock,
  call: CommandCall,
  result: unknown,
  retry: Parameters<typeof retryWhileAway>[1],
): Promise<void> {
  const json: string = JSON.stringify(result ?? null);
  const isKept = call.storeResult && json.length <= LARGEST_RESULT;
  const doneAt = clock.date();
  const change = { $set: { aliveAt: doneAt, doneAt, ...(isKept ? { resultJson: json } : {}) } };
  await retryWhileAway(() => model.updateOne(own, change).exec(), retry);
}

/**
 * Waits for `writing`, at most a moment: the command's own outcome is decided, and its caller must not wait for a database
 * that is away. What still fails after the retries leaves a key that is taken for abandoned.
 */
async function settleSoon(clock: Clock, writing: Promise<unknown>): Promise<void> {
  const settled = writing.then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([settled, clock.sleep(500)]);
}
