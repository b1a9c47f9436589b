import type { Clock } from '../kernel/clock.ts';
import type { Handle } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import type { AttendanceRepo } from './attendance.repo.ts';

/** A server process that wrote its last sign of life at `aliveAt`. `isGone`: it ran on this host and its pid is no more. */
export type SilentProcess = { readonly processId: string; readonly aliveAt: Date; readonly isGone: boolean };

export type Heartbeats = {
  readonly processId: string;
  /** Other processes, not marked closed, that are silent for so long or known to be gone. */
  deadProcesses(olderThanMs: number): Promise<SilentProcess[]>;
  markClosed(processId: string): Promise<boolean>;
};

export type CrashRecovery = Handle & {
  /** Looks at once and then every two seconds. */
  start(): Promise<void>;
  /** One look; answers how many spans it closed. */
  recover(): Promise<number>;
};

const SILENT_AFTER_MS = 5_000;
const LOOK_EVERY_MS = 2_000;
/**
 * A silent process is closed only when it is still silent so long after it was first seen so: when the database itself was
 * away, every living process looks silent until its next beat.
 */
const CONFIRM_AFTER_MS = 3_000;

export function createCrashRecovery(deps: {
  readonly heartbeats: Heartbeats;
  readonly repo: Pick<AttendanceRepo, 'closeSpansOfProcess'>;
  readonly clock: Clock;
  readonly log: Logger;
}): CrashRecovery {
  const { heartbeats, repo, clock, log } = deps;
  const suspects = new Map<string, { aliveAt: number; since: number }>();

  const isCertain = ({ processId, aliveAt, isGone }: SilentProcess): boolean => {
    if (isGone) return true;
    const known = suspects.get(processId);
    if (known?.aliveAt !== aliveAt.getTime()) {
      suspects.set(processId, { aliveAt: aliveAt.getTime(), since: clock.now() });
      return false;
    }
    return clock.now() - known.since >= CONFIRM_AFTER_MS;
  };

  const recover = async (): Promise<number> => {
    const silent = await heartbeats.deadProcesses(SILENT_AFTER_MS);
    for (const id of suspects.keys()) {
      if (!silent.some(({ processId }) => processId === id)) suspects.delete(id);
    }
    let closed = 0;
    for (const process of silent.filter(isCertain)) {
      const { processId, aliveAt } = process;
      const spans = await repo.closeSpansOfProcess(processId, aliveAt.getTime());
      // Marked afterwards: a crash in between repeats the closing, which changes nothing.
      await heartbeats.markClosed(processId);
      suspects.delete(processId);
      closed += spans;
      log.info({ processId, aliveAt, spans }, 'spans of a process that is gone were closed');
    }
    return closed;
  };

  let timer: Handle | undefined;
  return {
    recover,
    start: async () => {
      timer ??= clock.every(LOOK_EVERY_MS, 'attendance crash recovery', async () => void (await recover()));
      await recover();
    },
    close: () => timer?.close(),
  };
}
