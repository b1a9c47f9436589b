import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';

/** By name, because some of these classes are not exported and a wrapped copy of the driver has classes of its own. */
const AWAY_NAMES: ReadonlySet<string> = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoServerClosedError',
  'MongoClientClosedError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
  'MongoStalePrimaryError',
]);

/** Not primary, node recovering, shutting down, write concern timed out: the server's own words for "not now". */
const AWAY_CODES: ReadonlySet<number> = new Set([
  6, 7, 64, 89, 91, 189, 9001, 10058, 10107, 11600, 11602, 13435, 13436,
]);

/** What mongoose says, as a plain MongooseError, where commands are not buffered and there is no connection. */
const AWAY_MESSAGES = /before initial connection is complete|Connection was force closed/;

const DUPLICATE_KEY = 11_000;

/** The database cannot be asked right now; the same call may succeed later. Whether a write was carried out is unknown. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'unavailable' && error.reason === 'database_away';
  if (!(error instanceof Error)) return false;
  if (AWAY_NAMES.has(error.name) || AWAY_CODES.has(codeOf(error) ?? 0) || isBrokenBulk(error)) return true;
  return (error.name === 'MongooseError' && AWAY_MESSAGES.test(error.message)) || isDatabaseAway(error.cause);
}

/** A unique index (or `_id`) refused the write: somebody else was first. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && codeOf(error) === DUPLICATE_KEY;
}

/** False when a unique index refused the insert: it is there already, by this call's first try or by somebody else. */
export async function insertedOnce(insert: () => PromiseLike<unknown>): Promise<boolean> {
  try {
    await insert();
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** An upsert: of two that insert the same document at once one is refused, and finds the other's document on its second try. */
export async function insertRaced<T>(upsert: () => PromiseLike<T>): Promise<T> {
  try {
    return await upsert();
  } catch (error) {
    if (isDuplicateKey(error)) return await upsert();
    throw error;
  }
}

/** For the one error translator: "away" becomes `unavailable/database_away`, everything else stays what it is. */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof AppError || !isDatabaseAway(error)) return error;
  return new AppError('unavailable', 'database_away', { cause: error });
}

/** Runs `work`; what it rejects with comes out translated. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateDatabaseError(error);
  }
}

export type RetryOptions = {
  readonly clock: Clock;
  /** No new try is begun later than this after the first. */
  readonly forMs: number;
  /** Gives up early, with the last error. */
  readonly signal?: AbortSignal;
};

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1_000;

/**
 * For writers in the background: tries again while the database is away. `work` must be safe to repeat, since a write whose
 * answer was lost may have been carried out: insert with an `_id` made beforehand, update conditionally.
 */
export async function retryWhileAway<T>(work: () => Promise<T>, { clock, forMs, signal }: RetryOptions): Promise<T> {
  const until = clock.now() + forMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      const mayGoOn = signal?.aborted !== true && clock.now() + pauseMs <= until;
      if (!isDatabaseAway(error) || !mayGoOn) throw translateDatabaseError(error);
    }
    await clock.sleep(pauseMs);
  }
}

/** The driver wraps a lost connection during `insertMany` and `bulkWrite` without its name; no code and no refused write is left. */
function isBrokenBulk(error: Error): boolean {
  if (error.name !== 'MongoBulkWriteError' || codeOf(error) !== undefined) return false;
  return 'writeErrors' in error && Array.isArray(error.writeErrors) && error.writeErrors.length === 0;
}

function codeOf(error: Error): number | undefined {
  return 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}
