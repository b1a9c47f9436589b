import { MINUTE_MS } from '#shared/kit/time.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Handle } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import { judgeAbsence } from './absence.rules.ts';
import { moved } from './consultation.rules.ts';
import { noticesTo, withoutReminders } from './consultation-notices.ts';
import type { ConsultationsDeps } from './consultation-ports.ts';
import type { ConsultationRecord, PresenceSpan } from './consultation-record.ts';
import type { ConsultationStore } from './consultation-store.ts';
import { owedMove } from './new-consultation.ts';
import { closesAt } from './slot.rules.ts';

/** What the clock does: who did not come, what was left running, what a matter was not yet told. */
export type ConsultationClock = Handle & { tick(): Promise<void> };

type Deps = Pick<ConsultationsDeps, 'repo' | 'facts' | 'newId'> & {
  readonly store: ConsultationStore;
  /** Somebody is in it now. */
  readonly isInUse: (record: ConsultationRecord) => boolean;
  readonly clock: Clock;
  readonly log: Logger;
};

const TICK_MS = 10_000;
const AT_ONCE = 50;
const LOOK_AGAIN_MS = 15 * MINUTE_MS;
/** Not told at once means that the matter was away: not every tick has to try. */
const OWED_FOR_MS = 5_000;
/** What stands on the page of a meeting to which both came and which nobody began. */
const NOT_STARTED = '到时未开始';

export function createConsultationClock(deps: Deps): ConsultationClock {
  const { repo, facts, store, isInUse, clock, log } = deps;

  const judge = async (record: ConsultationRecord, now: number): Promise<void> => {
    const spans = await facts.spansOf(record.id);
    const verdict = judgeAbsence(record, spans, now, closesAt(record));
    switch (verdict.kind) {
      case 'later':
        await lookAgain(record, Math.max(verdict.dueAt, now + TICK_MS));
        return;
      case 'notStarted':
        await store.change(record.id, (stored) => calledOff(deps, stored, now));
        return;
      case 'noShow':
        await store.change(record.id, (stored) => missed(deps, stored, verdict.absent, now));
    }
  };
  const lookAgain = async (record: ConsultationRecord, dueAt: number): Promise<void> => {
    await store.change(record.id, (stored) =>
      stored.dueAt === record.dueAt ? { ...stored, dueAt, revision: stored.revision + 1 } : stored,
    );
  };
  const endByItself = async (record: ConsultationRecord, now: number): Promise<void> => {
    if (isInUse(record)) return lookAgain(record, now + LOOK_AGAIN_MS);
    const spans = await facts.spansOf(record.id);
    await store.change(record.id, (stored) => {
      const ended = moved(stored, 'end', { to: 'held', at: now, by: '' });
      return { ...ended, endedAt: lastSeen(spans, stored, now) };
    });
  };
  const tick = async (): Promise<void> => {
    const now = clock.now();
    for (const record of await repo.due(now, AT_ONCE)) {
      try {
        if (record.state === 'live') await endByItself(record, now);
        else await judge(record, now);
      } catch (error) {
        // Somebody moved it meanwhile, or the database is away: the next tick sees.
        log.info({ err: error, consultationId: record.id }, 'a meeting was not moved by the clock');
      }
    }
    for (const record of await repo.owing(now - OWED_FOR_MS, AT_ONCE)) await store.settle(await store.find(record.id));
  };
  const timer = clock.every(TICK_MS, 'clock of meetings', tick);

  return { tick, close: () => timer.close() };
}

function missed(
  deps: Deps,
  stored: ConsultationRecord,
  absent: 'citizen' | 'expert' | 'both',
  now: number,
): ConsultationRecord {
  const after = moved(stored, 'noShow', { to: 'noShow', at: now, by: '', absent });
  const owed = [...stored.owed, owedMove(deps, 'noShow', '', now)];
  return {
    ...after,
    owed,
    outbox: [...withoutReminders(stored.outbox), ...noticesTo(after, 'consultation.noShow', now)],
  };
}

function calledOff(deps: Deps, stored: ConsultationRecord, now: number): ConsultationRecord {
  const after = moved(stored, 'cancel', { to: 'cancelled', at: now, by: '', reason: NOT_STARTED });
  const owed = [...stored.owed, owedMove(deps, 'meetingCancelled', '', now)];
  return {
    ...after,
    owed,
    outbox: [...withoutReminders(stored.outbox), ...noticesTo(after, 'consultation.cancelled', now)],
  };
}

const lastSeen = (spans: readonly PresenceSpan[], { startedAt }: ConsultationRecord, now: number): number =>
  Math.min(now, Math.max(startedAt ?? 0, ...spans.map(({ seenAt }) => seenAt)));
