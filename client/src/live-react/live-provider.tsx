import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Identity } from '#shared/kit/caller.ts';
import { currentLanguage } from '../lib/i18n.ts';
import { Connection, type ConnectionState } from '../live/connection.ts';
import { LiveSession } from '../live/live-session.ts';
import { useOwned } from './use-owned.ts';

const ConnectionContext = createContext<Connection | null>(null);
const SessionContext = createContext<LiveSession | null>(null);

/** Holds the page's one socket. `fallback` stands for the blink until it is made. */
export function LiveConnection({
  identity,
  fallback = null,
  children,
}: {
  identity: Identity;
  fallback?: ReactNode;
  children: ReactNode;
}) {
  const owned = useOwned(identity, () => {
    const connection = new Connection({ identity, language: currentLanguage });
    // React takes parents down first; the lecture below still says goodbye over this line.
    return { connection, close: () => void setTimeout(() => connection.close(), 0) };
  });
  return owned ? <ConnectionContext value={owned.connection}>{children}</ConnectionContext> : fallback;
}

export function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (!connection) throw new Error('useConnection needs a LiveConnection above it');
  return connection;
}

export function useConnectionState(): ConnectionState {
  const connection = useConnection();
  return useSyncExternalStore(
    (listener) => connection.onState(listener),
    () => connection.state,
  );
}

type LiveLectureProps = {
  lectureId: string;
  /** The page is a hall's: it tells the server of its sound and line. */
  isHall?: boolean;
  fallback?: ReactNode;
  children: ReactNode;
};

/** The page is in this lecture for as long as this stands, through every cut. Needs a `LiveConnection` above it. */
export function LiveLecture({ lectureId, isHall = false, fallback = null, children }: LiveLectureProps) {
  const connection = useConnection();
  const owned = useOwned(lectureId, () => {
    const session = new LiveSession({ connection, lectureId, reports: isHall });
    // Taking the page away is leaving on purpose; a reload or a crash never comes here.
    return { session, close: () => session.leave() };
  });
  return owned ? <SessionContext value={owned.session}>{children}</SessionContext> : fallback;
}

export function useLiveSession(): LiveSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useLiveSession needs a LiveLecture above it');
  return session;
}
