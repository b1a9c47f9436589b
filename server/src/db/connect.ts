import mongoose from 'mongoose';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Closable, Disposer, type Handle } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import { withTimeout } from '../kernel/timeout.ts';
import { EmbeddedEngine, type EmbeddedOptions } from './embedded.ts';
import { guarded, retryWhileAway } from './errors.ts';

export type DatabaseOptions = {
  /** A MongoDB of one's own; without it the embedded engine is started. */
  readonly uri?: string;
  readonly embedded?: EmbeddedOptions;
  readonly dbName: string;
  readonly log: Logger;
  readonly clock: Clock;
  /** How long the first connection is waited for (a database that starts beside us). */
  readonly connectWithinMs?: number;
};

export type Database = Closable & {
  readonly connection: mongoose.Connection;
  /** Present when the engine is our own child. */
  readonly engine?: EmbeddedEngine;
  isUp(): boolean;
  /** Rejects with `unavailable/database_away` when the database does not answer within 2 s. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

const SELECTION_MS = 2_000;
/** All halls write in the same second now and then; they wait their turn for less than a page waits for its answer. */
const TURN_MS = 8_000;
const PING_MS = 2_000;
const WATCH_EVERY_MS = 5_000;
/** So many unanswered pings in a row, while the process lives, and the engine is taken for hung. */
const HUNG_AFTER = 3;

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { log, clock, connectWithinMs = 30_000 } = options;
  const owner = new Disposer(log, 15_000);
  try {
    const engine = await ownEngine(options, owner);
    const uri = options.uri ?? engine?.uri;
    if (uri === undefined) throw new Error('Neither MONGODB_URI nor an embedded database engine is configured.');
    const connection = mongoose.createConnection();
    owner.add('database connection', () => connection.close());
    connection.on('error', (error: unknown) => log.warn({ err: error }, 'database connection'));
    await retryWhileAway(() => connect(connection, uri, options.dbName), { clock, forMs: connectWithinMs });

    const ping = (): Promise<void> => guarded(() => pingWithin(connection, PING_MS));
    if (engine !== undefined) owner.own('database engine watch', watchEngine(engine, ping, clock));
    return {
      connection,
      ...(engine === undefined ? {} : { engine }),
      isUp: () => connection.readyState === mongoose.ConnectionStates.connected && engine?.isReady !== false,
      ping,
      close: () => owner.close(),
    };
  } catch (error) {
    await owner.close();
    throw error;
  }
}

async function ownEngine({ uri, embedded, log, clock }: DatabaseOptions, owner: Disposer) {
  if (uri !== undefined || embedded === undefined) return undefined;
  return owner.own('database engine', await EmbeddedEngine.start({ ...embedded, log, clock }));
}

async function connect(connection: mongoose.Connection, uri: string, dbName: string): Promise<void> {
  await connection.openUri(uri, {
    dbName,
    serverSelectionTimeoutMS: SELECTION_MS,
    waitQueueTimeoutMS: TURN_MS,
    connectTimeoutMS: 5_000,
    heartbeatFrequencyMS: 2_000,
    socketTimeoutMS: 30_000,
    maxPoolSize: 20,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    sanitizeFilter: true,
  });
}

async function pingWithin(connection: mongoose.Connection, ms: number): Promise<void> {
  const command =
    connection.db?.command({ ping: 1 }) ?? Promise.reject(new mongoose.mongo.MongoNotConnectedError('no connection'));
  await withTimeout(command, ms, 'database ping').catch((error: unknown) => {
    // No answer in time is the same to those who ask: the database is away.
    const isLate = error instanceof AppError && error.reason === 'timeout';
    throw isLate ? new AppError('unavailable', 'database_away', { cause: error }) : error;
  });
}

function watchEngine(engine: EmbeddedEngine, ping: () => Promise<void>, clock: Clock): Handle {
  let unanswered = 0;
  return clock.every(WATCH_EVERY_MS, 'database engine watch', async () => {
    const pid = engine.pid;
    const isAnswered = await ping().then(
      () => true,
      () => false,
    );
    // Only pings to one and the same living process count: an engine that is just being started is not hung.
    unanswered = isAnswered || !engine.isReady || engine.pid !== pid ? 0 : unanswered + 1;
    if (unanswered < HUNG_AFTER) return;
    unanswered = 0;
    engine.restart('it does not answer');
  });
}
