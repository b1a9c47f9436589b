import type { ConsultationId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { ConsultationsDeps } from './consultation-ports.ts';
import type { ConsultationRecord } from './consultation-record.ts';

export type ConsultationStore = {
  /** Rejects with `not_found/consultation_unknown`. */
  find(id: ConsultationId): Promise<ConsultationRecord>;
  /** `taken` where somebody was first; then nothing was stored. */
  insert(record: ConsultationRecord): Promise<'done' | 'taken'>;
  /**
   * Writes what `build` makes of the stored meeting, asked again with the newer one when somebody else was first; what it answers
   * unchanged is not written. `build` throws what may not be. `taken` says what is thrown where a quarter is somebody else's.
   */
  change(
    id: ConsultationId,
    build: (stored: ConsultationRecord) => ConsultationRecord,
    taken?: (wanted: ConsultationRecord) => Promise<AppError>,
  ): Promise<ConsultationRecord>;
  /** Tells the matters what they are owed; what fails is tried again by the clock. */
  settle(record: ConsultationRecord): Promise<void>;
};

export type StoreDeps = Pick<ConsultationsDeps, 'repo' | 'matters' | 'log'> & {
  /** Follows each change, in memory and on the wire; without `before` it is new. */
  readonly changed: (after: ConsultationRecord, before: ConsultationRecord | undefined) => void;
};

const MAX_TRIES = 20;

export function createConsultationStore({ repo, matters, log, changed }: StoreDeps): ConsultationStore {
  const find = async (id: ConsultationId): Promise<ConsultationRecord> => {
    const stored = await repo.find(id);
    if (stored === null) throw new AppError('not_found', 'consultation_unknown');
    return stored;
  };

  /** Being told just now, so that the clock does not tell it a second time beside. */
  const telling = new Set<string>();
  const settle = async (record: ConsultationRecord): Promise<void> => {
    if (telling.has(record.id)) return;
    telling.add(record.id);
    try {
      await tellAll(record);
    } finally {
      telling.delete(record.id);
    }
  };
  const tellAll = async ({ id, requestId, leadId, owed }: ConsultationRecord): Promise<void> => {
    for (const move of owed) {
      try {
        await matters.move(requestId, move.act, move.by, leadId);
      } catch (error) {
        // The matter has gone another way meanwhile (withdrawn, concluded): there is nothing left to tell it.
        const isSettled = error instanceof AppError && ['invalid_state', 'not_found'].includes(error.code);
        log.info({ err: error, consultationId: id, act: move.act }, 'a matter did not take a move of its meeting');
        if (!isSettled) return;
      }
      await repo.settle(id, move.id);
    }
  };
  const settleSoon = async (record: ConsultationRecord): Promise<void> => {
    try {
      await settle(record);
    } catch (error) {
      log.warn({ err: error, consultationId: record.id }, 'a matter is told later what its meeting did');
    }
  };

  return {
    find,
    insert: async (record) => {
      const written = await repo.insert(record);
      if (written === 'taken') return written;
      await settleSoon(record);
      changed(record, undefined);
      return written;
    },
    change: async (id, build, taken) => {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const before = await find(id);
        const after = build(before);
        if (after === before) return before;
        const written = await repo.replace(after);
        if (written === 'taken') throw (await taken?.(after)) ?? new AppError('conflict', 'slot_taken');
        if (written === 'changed') continue;
        if (after.owed.length > 0) await settleSoon(after);
        changed(after, before);
        return after;
      }
      throw new AppError('unavailable', 'timeout');
    },
    settle,
  };
}
