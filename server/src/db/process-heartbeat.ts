import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type Connection, Schema } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { Closable, Handle } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import { guarded, isDuplicateKey } from './errors.ts';
import { number, text, time } from './fields.ts';
import { defineModel, schemaOptions, stringId, trusted } from './schema-options.ts';

export type HeartbeatOptions = {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly log: Logger;
  /** A new one for each start of a server; never used twice. */
  readonly processId?: string;
  /** Called once when somebody marked this process closed while it lives (it was paused for long): its spans are closed. */
  readonly onDeclaredDead?: () => void;
};

/** `isGone`: it ran on this host and its pid is no more (or is ours now), so there is nothing to wait for. */
export type DeadProcess = { readonly processId: string; readonly aliveAt: Date; readonly isGone: boolean };

export type ProcessHeartbeat = Closable & {
  readonly processId: string;
  /** The first beat; rejects when it could not be written, and nothing that refers to the process may be written before. */
  start(): Promise<void>;
  /** Other processes that nobody marked closed yet and whose last beat is older than `olderThanMs`, or that are gone. */
  deadProcesses(olderThanMs: number): Promise<DeadProcess[]>;
  /** True for the one caller who marked it, so that follow-ups happen once. */
  markClosed(processId: string): Promise<boolean>;
  /** Stops after a last beat, without marking itself closed: whoever closes its spans does that afterwards. */
  close(): Promise<void>;
};

type ProcessDocument = {
  _id: string;
  aliveAt: Date;
  startedAt: Date;
  host: string;
  pid: number;
  closedAt?: Date;
};

const schema = new Schema<ProcessDocument>(
  {
    _id: stringId,
    aliveAt: time,
    startedAt: time,
    host: text,
    pid: number,
    closedAt: Date,
  },
  schemaOptions,
).index({ aliveAt: 1 });

const BEAT_MS = 1_000;

export function createProcessHeartbeat(options: HeartbeatOptions): ProcessHeartbeat {
  const { connection, clock, log, processId = randomUUID(), onDeclaredDead } = options;
  const model = defineModel(connection, 'processes', schema);
  const isOpen = trusted({ $exists: false });
  const startedAt = clock.date();
  let timer: Handle | undefined;
  let isOut = false;
  let isDeclaredDead = false;
  let running: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    await model.updateOne(
      { _id: processId, closedAt: isOpen },
      // $max: a system clock that is set back must not shorten what was already known to be alive.
      { $max: { aliveAt: clock.date() }, $setOnInsert: { startedAt, host: hostname(), pid: process.pid } },
      { upsert: true },
    );
  };

  const beat = async (): Promise<void> => {
    if (isDeclaredDead) return;
    try {
      await write();
      if (isOut) log.warn('process heartbeat is written again');
      isOut = false;
    } catch (error) {
      if (isDuplicateKey(error)) {
        // The upsert met its own document with closedAt: somebody took us for dead.
        isDeclaredDead = true;
        log.error({ processId }, 'this process was taken for dead while it lives');
        onDeclaredDead?.();
        return;
      }
      if (!isOut) log.error({ err: error }, 'process heartbeat cannot be written; trying again every second');
      isOut = true;
    }
  };

  return {
    processId,
    async start() {
      beatingHere.add(processId);
      await guarded(write);
      timer ??= clock.every(BEAT_MS, 'process heartbeat', () => {
        running = beat();
        return running;
      });
    },
    async deadProcesses(olderThanMs) {
      const before = clock.now() - olderThanMs;
      const filter = { closedAt: isOpen, _id: trusted({ $ne: processId }) };
      const others = await guarded(() => model.find(filter).sort({ aliveAt: 1 }).lean().exec());
      return others
        .map(({ _id, aliveAt, host, pid }) => ({ processId: _id, aliveAt, isGone: isGone(_id, host, pid) }))
        .filter((process) => process.isGone || process.aliveAt.getTime() < before);
    },
    async markClosed(id) {
      const change = { $set: { closedAt: clock.date() } };
      const { matchedCount } = await guarded(() => model.updateOne({ _id: id, closedAt: isOpen }, change).exec());
      return matchedCount === 1;
    },
    async close() {
      timer?.close();
      timer = undefined;
      await running;
      await beat();
      beatingHere.delete(processId);
    },
  };
}

/** Heartbeats that run in this very process, so that a pid which is ours is known to be ours or to be used again. */
const beatingHere = new Set<string>();

/** The first process of a container always has the same pid, so a crashed one left a pid that is ours now. */
function isGone(processId: string, host: string, pid: number): boolean {
  if (host !== hostname()) return false;
  if (pid === process.pid) return !beatingHere.has(processId);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
