import type { ConsultationSnapshot } from '#shared/consultation-live.ts';
import type { Caller } from '#shared/kit/caller.ts';
import type { ConsultationId } from '#shared/kit/ids.ts';
import type { LinkQuality } from '#shared/link-quality.ts';
import { AppError } from '../kernel/app-error.ts';
import { owe } from '../kernel/outbox.ts';
import type { Admission } from '../live/room-events.ts';
import { checkMayEnter, moved, withPart } from './consultation.rules.ts';
import type { ConsultationDirectory } from './consultation-directory.ts';
import { paramsOf } from './consultation-notices.ts';
import type { ConsultationsDeps } from './consultation-ports.ts';
import type { ConsultationRecord, Part } from './consultation-record.ts';
import type { Rights } from './consultation-rights.ts';
import type { ConsultationSession } from './consultation-session.ts';
import type { ConsultationStore } from './consultation-store.ts';
import { ringLead } from './ringing.ts';
import { withSupervisors } from './supervisors.rules.ts';

/** The door of the meetings. */
export type ConsultationEntrance = {
  join(
    caller: Caller,
    connectionId: string,
    id: ConsultationId,
    resume: Admission['resume'],
  ): Promise<ConsultationSnapshot>;
  leave(caller: Caller, connectionId: string, id: ConsultationId): Promise<void>;
  report(caller: Caller, connectionId: string, id: ConsultationId, quality: LinkQuality): Promise<void>;
  /** The caller's place, in the room on this connection; else `invalid_state/not_in_room`. */
  inside(
    caller: Caller,
    connectionId: string,
    id: ConsultationId,
  ): Promise<{ record: ConsultationRecord; part: Part; session: ConsultationSession }>;
};

type Deps = Pick<ConsultationsDeps, 'connections' | 'clock'> & {
  readonly store: ConsultationStore;
  readonly rights: Rights;
  readonly directory: ConsultationDirectory;
};

export function createConsultationEntrance({
  store,
  rights,
  directory,
  connections,
  clock,
}: Deps): ConsultationEntrance {
  const approached = async (
    caller: Caller,
    id: ConsultationId,
  ): Promise<{ record: ConsultationRecord; part: Part }> => {
    const { record, part } = await rights.reading(caller, id);
    if (part !== undefined) return { record, part };
    // Known to a supervisor, but only the parties open the door.
    if (caller.role === 'supervisor') throw new AppError('forbidden', 'not_agreed');
    throw new AppError('not_found', 'consultation_unknown');
  };

  return {
    join: async (caller, connectionId, id, resume) => {
      const { record, part } = await approached(caller, id);
      if (caller.role === 'nobody') throw new AppError('unauthenticated', 'not_signed_in');
      // Before anything is opened for a meeting that nobody may enter now.
      checkMayEnter(record, clock.now());
      const after = await store.change(id, (stored) => arrived(stored, part, clock.now()));
      const session = directory.open(after);
      const own = after.parts.find((each) => each.id === part.id) ?? part;
      const snapshot = await session.join(
        { part: own, role: caller.role, sessionId: caller.sessionId },
        connectionId,
        resume,
      );
      if (!own.isLead && !session.isLeadHere) ringLead(connections, after, own.name, clock.now());
      return snapshot;
    },
    leave: async (caller, connectionId, id) => {
      await approached(caller, id);
      directory.find(id)?.leave(connectionId);
    },
    report: async (caller, connectionId, id, quality) => {
      const { part } = await approached(caller, id);
      const session = directory.find(id);
      if (session === undefined) throw new AppError('invalid_state', 'not_in_room');
      session.checkIn(part.id, connectionId);
      session.report(connectionId, quality);
    },
    inside: async (caller, connectionId, id) => {
      const { record, part } = await approached(caller, id);
      const session = directory.find(id);
      if (session === undefined) throw new AppError('invalid_state', 'not_in_room');
      session.checkIn(part.id, connectionId);
      return { record, part, session };
    },
  };
}

/** What the arrival changes in the stored meeting; the same meeting where it changes nothing. */
function arrived(stored: ConsultationRecord, { id, isLead }: Part, now: number): ConsultationRecord {
  checkMayEnter(stored, now);
  const part = stored.parts.find((each) => each.id === id);
  let after = stored;
  if (isLead && part?.admittedAt === null) after = withSupervisors(withPart(after, id, { admittedAt: now }), now);
  // Put out before: it may ask again, at the door.
  if (part !== undefined && part.removedAt !== null) after = withPart(after, id, { removedAt: null });
  if (!isLead && after.state === 'booked') after = waitingWith(after, now);
  return after === stored ? stored : { ...after, revision: stored.revision + 1 };
}

/** The first who comes rings the lead expert by the other ways too. */
function waitingWith(record: ConsultationRecord, now: number): ConsultationRecord {
  const waiting = moved(record, 'arrive', { to: 'waiting', at: now, by: '' });
  const params = paramsOf(record);
  const owed = owe({ kind: 'consultation.waiting', to: { account: record.leadId }, params, at: new Date(now) });
  return { ...waiting, rungAt: now, outbox: [...waiting.outbox, owed] };
}
