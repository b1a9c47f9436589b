import type { ConsultationNow } from '#shared/consultation-live.ts';
import type { WaitingInfo } from '#shared/consultations.ts';
import type { Caller } from '#shared/kit/caller.ts';
import type { ConsultationId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import { owe } from '../kernel/outbox.ts';
import { phoneFrom, wrongState } from './consultation.rules.ts';
import { iso } from './consultation.views.ts';
import type { ConsultationDirectory } from './consultation-directory.ts';
import { paramsOf } from './consultation-notices.ts';
import type { ConsultationsDeps } from './consultation-ports.ts';
import { type ConsultationRecord, isOpen } from './consultation-record.ts';
import type { Rights } from './consultation-rights.ts';
import type { ConsultationStore } from './consultation-store.ts';
import { ringLead } from './ringing.ts';
import { nowView } from './session-views.ts';
import type { WaitingRoom } from './waiting-room.ts';

/** What a person who waits can do about it: ring the expert, or have the talk by telephone. */
export type WaitingHelp = {
  ring(caller: Caller, id: ConsultationId): Promise<WaitingInfo>;
  askForPhone(caller: Caller, id: ConsultationId): Promise<WaitingInfo>;
  notePhone(caller: Caller, id: ConsultationId): Promise<ConsultationNow>;
};

type Deps = Pick<ConsultationsDeps, 'connections' | 'clock'> & {
  readonly store: ConsultationStore;
  readonly rights: Rights;
  readonly directory: ConsultationDirectory;
  readonly waitingRoom: WaitingRoom;
};

const RING_EVERY_MS = 60_000;

export function createWaitingHelp(deps: Deps): WaitingHelp {
  const { connections, store, rights, directory, waitingRoom, clock } = deps;
  const rung = async (
    caller: Caller,
    id: ConsultationId,
    change: (stored: ConsultationRecord) => ConsultationRecord,
  ) => {
    const { part } = await rights.belonging(caller, id);
    const now = clock.now();
    const before = await store.find(id);
    const after = await store.change(id, change);
    if (after.rungAt === now && before.rungAt !== now) ringLead(connections, after, part.name, now);
    return waitingRoom.infoFor(after, part);
  };

  return {
    ring: (caller, id) => {
      const now = clock.now();
      return rung(caller, id, (stored) => {
        if (!isOpen(stored)) throw wrongState(stored);
        if (stored.rungAt !== null && now - stored.rungAt < RING_EVERY_MS) return stored;
        return { ...stored, rungAt: now, revision: stored.revision + 1 };
      });
    },
    askForPhone: (caller, id) => {
      const now = clock.now();
      return rung(caller, id, (stored) => {
        if (stored.state !== 'booked' && stored.state !== 'waiting') throw wrongState(stored);
        if (stored.phoneAskedAt !== null) return stored;
        if (now < phoneFrom(stored)) {
          throw new AppError('invalid_state', 'phone_too_early', { params: { at: iso(phoneFrom(stored)) } });
        }
        const params = paramsOf(stored);
        const owed = owe({ kind: 'consultation.waiting', to: { account: stored.leadId }, params, at: new Date(now) });
        const outbox = [...stored.outbox, owed];
        return { ...stored, phoneAskedAt: now, rungAt: now, outbox, revision: stored.revision + 1 };
      });
    },
    notePhone: async (caller, id) => {
      const { part } = await rights.belonging(caller, id);
      if (!part.isLead) throw new AppError('forbidden', 'not_lead_expert');
      const now = clock.now();
      const after = await store.change(id, (stored) => {
        if (!isOpen(stored)) throw wrongState(stored);
        return stored.phoneNotedAt === null ? { ...stored, phoneNotedAt: now, revision: stored.revision + 1 } : stored;
      });
      return directory.find(id)?.now() ?? nowView(after, []);
    },
  };
}
