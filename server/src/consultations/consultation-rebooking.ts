import type { ConsultationDetail } from '#shared/consultations.ts';
import { type Caller, nameOf } from '#shared/kit/caller.ts';
import type { ConsultationId, RequestId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import { dueOf, moved, withRow, wrongState } from './consultation.rules.ts';
import { checkOpen } from './consultation-booking.ts';
import { noticesTo, reminders, withoutReminders } from './consultation-notices.ts';
import type { ConsultationsDeps } from './consultation-ports.ts';
import type { ConsultationRecord } from './consultation-record.ts';
import type { Booker, Rights } from './consultation-rights.ts';
import type { ConsultationStore } from './consultation-store.ts';
import { type FreeTime, wantedBy } from './free-time.ts';
import type { MeetingSettings } from './meeting-settings.ts';
import { owedMove, waitsOf } from './new-consultation.ts';

/** Changes to a booked meeting; everybody who is called to it is told. */
export type Rebooking = {
  move(caller: Caller, id: ConsultationId, startAt: string, reason: string | undefined): Promise<ConsultationDetail>;
  cancel(caller: Caller, id: ConsultationId, reason: string): Promise<ConsultationDetail>;
  /** The matter ends: so does its open meeting, if there is one. Rejects with `invalid_state` while a talk runs. */
  callOff(id: RequestId, by: string, reason: string): Promise<void>;
};

type Deps = Pick<ConsultationsDeps, 'repo' | 'facts' | 'settings' | 'newId' | 'clock'> & {
  readonly store: ConsultationStore;
  readonly rights: Rights;
  readonly freeTime: FreeTime;
  readonly detail: (caller: Caller, record: ConsultationRecord) => Promise<ConsultationDetail>;
};

export function createRebooking(deps: Deps): Rebooking {
  const { repo, facts, store, rights, freeTime, detail, clock } = deps;
  const cancelled = (id: ConsultationId, by: string, reason: string): Promise<ConsultationRecord> => {
    const how = { to: 'cancelled', at: clock.now(), by, reason } as const;
    return store.change(id, (stored) => {
      const after = moved(stored, 'cancel', how);
      const told = noticesTo(after, 'consultation.cancelled', how.at);
      const owed = [...stored.owed, owedMove(deps, 'meetingCancelled', by, how.at)];
      return { ...after, owed, outbox: [...withoutReminders(stored.outbox), ...told] };
    });
  };
  return {
    move: async (caller, id, start, reason) => {
      const known = await store.find(id);
      const { as } = await bookerIn(rights, caller, known);
      const startAt = Date.parse(start);
      const wanted = wantedBy(
        known,
        known.leadId,
        known.plannedMinutes,
        await facts.offered(known.requestId, known.leadId),
      );
      await checkOpen(deps, as, wanted, startAt);
      const at = clock.now();
      const after = await store.change(
        id,
        (stored) => movedTo(stored, { startAt, at, by: nameOf(caller), reason: reason ?? null }, deps.settings()),
        () => freeTime.taken(wanted, startAt),
      );
      return detail(caller, after);
    },
    cancel: async (caller, id, reason) => {
      const known = await store.find(id);
      await bookerIn(rights, caller, known);
      return detail(caller, await cancelled(id, nameOf(caller), reason));
    },
    callOff: async (id, by, reason) => {
      const open = await repo.openOf(id);
      if (open !== null) await cancelled(open.id, by, reason);
    },
  };
}

/** Whoever may book for the matter may also move and cancel; for the rest the meeting is not there. */
async function bookerIn(rights: Rights, caller: Caller, record: ConsultationRecord): Promise<{ as: Booker }> {
  try {
    return await rights.booking(caller, record.requestId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found')
      throw new AppError('not_found', 'consultation_unknown');
    throw error;
  }
}

type Moving = { readonly startAt: number; readonly at: number; readonly by: string; readonly reason: string | null };

/** The same meeting at another time: its old quarters are freed by the very write that takes the new ones. */
function movedTo(
  stored: ConsultationRecord,
  { startAt, at, by, reason }: Moving,
  settings: MeetingSettings,
): ConsultationRecord {
  if (stored.state !== 'booked' && stored.state !== 'waiting') throw wrongState(stored);
  const row = { at, by, from: stored.state, to: 'booked', startAt, reason } as const;
  const timed = { ...stored, waits: waitsOf(settings), startAt, isNow: false, state: 'booked', stateAt: at } as const;
  const after: ConsultationRecord = {
    ...timed,
    dueAt: dueOf(timed),
    history: withRow(stored, row),
    sequence: stored.sequence + 1,
    revision: stored.revision + 1,
  };
  const told = [...noticesTo(after, 'consultation.moved', at), ...reminders(after, at, settings)];
  return { ...after, outbox: [...withoutReminders(stored.outbox), ...told] };
}
