import type { WaitingInfo } from '#shared/consultations.ts';
import type { AccountId, ConsultationId, SessionId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Handle } from '../kernel/disposer.ts';
import type { ConsultationsDeps } from './consultation-ports.ts';
import { activeParts, type ConsultationRecord, isOpen, type Part } from './consultation-record.ts';
import { ConsultationSession } from './consultation-session.ts';
import type { Whereabouts } from './waiting-room.ts';

/** Owns the sessions of the meetings that somebody is in or waits for. What they hold can be made anew from the stored meetings. */
export type ConsultationDirectory = Handle & {
  find(id: ConsultationId): ConsultationSession | undefined;
  open(record: ConsultationRecord): ConsultationSession;
  changed(record: ConsultationRecord): void;
  whereabouts: Whereabouts;
  connectionClosed(connectionId: string, lastSignAt: number): void;
  sessionEnded(sessionId: SessionId): void;
  /** Writes who is still here and closes what nobody is in. */
  sweep(): void;
};

type Deps = Pick<ConsultationsDeps, 'facts' | 'openRoom' | 'connections' | 'newId' | 'clock' | 'log'> & {
  readonly waitingFor: (record: ConsultationRecord, part: Part) => Promise<WaitingInfo>;
};

const SWEEP_MS = 10_000;
/** So that minutes of lateness and of waiting are right on the pages of those at the door. */
const TELL_DOORS_MS = 60_000;

export function createConsultationDirectory(deps: Deps): ConsultationDirectory {
  const { clock, log } = deps;
  const sessions = new Map<ConsultationId, ConsultationSession>();
  let isClosed = false;

  const tellDoor = (session: ConsultationSession): void => {
    session.tellDoor().catch((error: unknown) => {
      log.warn({ err: error, consultationId: session.id }, 'those at the door are told later');
    });
  };
  const tellDoorsOf = (leadId: AccountId): void => {
    for (const session of sessions.values()) if (session.record.leadId === leadId) tellDoor(session);
  };
  const closeOne = (session: ConsultationSession): void => {
    sessions.delete(session.id);
    session.close();
  };
  const sweep = (): void => {
    for (const session of [...sessions.values()]) {
      session.sweep();
      if (session.isEmpty || !isOpen(session.record)) closeOne(session);
    }
  };
  const timers = [
    clock.every(SWEEP_MS, 'note who is in meetings', sweep),
    clock.every(TELL_DOORS_MS, 'tell those at the doors', () => {
      for (const session of sessions.values()) tellDoor(session);
    }),
  ];

  return {
    find: (id) => sessions.get(id),
    open: (record) => {
      if (isClosed) throw new AppError('unavailable', 'stopping');
      const known = sessions.get(record.id);
      known?.recordChanged(record);
      const leadMoved = ({ record: { leadId } }: ConsultationSession): void => tellDoorsOf(leadId);
      const session = known ?? new ConsultationSession(record, { ...deps, leadMoved });
      sessions.set(record.id, session);
      return session;
    },
    changed: (record) => {
      const session = sessions.get(record.id);
      session?.recordChanged(record);
      if (session !== undefined && !isOpen(record)) closeOne(session);
      tellDoorsOf(record.leadId);
    },
    whereabouts: ({ id, leadId }) => {
      if (sessions.get(id)?.isLeadHere === true) return 'here';
      const isBusy = [...sessions.values()].some(
        (session) => session.record.state === 'live' && isThere(session, leadId),
      );
      return isBusy ? 'busy' : 'elsewhere';
    },
    connectionClosed: (connectionId, lastSignAt) => {
      for (const session of sessions.values()) session.connectionClosed(connectionId, lastSignAt);
    },
    sessionEnded: (sessionId) => {
      for (const session of sessions.values()) session.sessionEnded(sessionId);
    },
    sweep,
    close: () => {
      isClosed = true;
      for (const timer of timers) timer.close();
      for (const session of [...sessions.values()]) closeOne(session);
    },
  };
}

const isThere = (session: ConsultationSession, accountId: AccountId): boolean =>
  activeParts(session.record).some((part) => part.accountId === accountId && session.isHere(part.id));
