import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useNow } from '../lib/use-now.ts';
import { ConsultationSession } from '../live/consultation-session.ts';
import type { ConsultationState, MeetingView } from '../live/consultation-state.ts';
import { useConnection } from './live-provider.tsx';
import { useOwned } from './use-owned.ts';

const SessionContext = createContext<ConsultationSession | null>(null);

type LiveConsultationProps = { consultationId: string; fallback?: ReactNode; children: ReactNode };

/** The page is in this consultation, or at its door, for as long as this stands. Needs a `LiveConnection` above it. */
export function LiveConsultation({ consultationId, fallback = null, children }: LiveConsultationProps) {
  const connection = useConnection();
  const owned = useOwned(consultationId, () => {
    const session = new ConsultationSession({ connection, consultationId });
    // Taking the page away is leaving on purpose; a reload or a phone that sleeps never comes here.
    return { session, close: () => session.leave() };
  });
  return owned ? <SessionContext value={owned.session}>{children}</SessionContext> : fallback;
}

export function useConsultationSession(): ConsultationSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useConsultationSession needs a LiveConsultation above it');
  return session;
}

/** What a component needs of the running meeting; it is drawn anew only when that changes. */
export function useConsultation<T>(select: (state: ConsultationState) => T): T {
  return useStore(useConsultationSession().store, useShallow(select));
}

/** The meeting, for components that stand only where there is one. */
export function useMeeting(): MeetingView {
  const meeting = useConsultation((state) => state.meeting);
  if (!meeting) throw new Error('useMeeting needs a meeting that was entered');
  return meeting;
}

/** The server's present moment in ms, so that a phone with a wrong clock counts right. */
export function useConsultationNow(everyMs = 1_000): number {
  const offset = useConsultation((state) => state.clockOffsetMs);
  return useNow(everyMs, offset);
}
