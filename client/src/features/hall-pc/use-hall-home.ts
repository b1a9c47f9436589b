import { useEffect, useState } from 'react';
import type { RouteOutput } from '../../lib/http-client.ts';
import { useDeviceRoute } from '../../lib/query.ts';
import { useConnection, useConnectionState } from '../../live-react/live-provider.tsx';

export type HallHome = RouteOutput<'hallHome'>;

/** Asked anew when the server says so; this is for what it could not say. */
const slowPollMs = 60_000;
/** A PC that was switched on before its network. */
const firstPollMs = 4_000;
const restPollMs = 20_000;

/** Who this PC is and what comes next. An old answer stays while the server cannot be reached. */
export function useHallHome() {
  const [isKnown, setKnown] = useState(false);
  const answer = useDeviceRoute('hallHome', {}, { refreshMs: isKnown ? slowPollMs : firstPollMs });
  const hasAnswer = answer.data !== undefined;
  useEffect(() => setKnown(hasAnswer), [hasAnswer]);
  const clockOffsetMs = answer.data ? Date.parse(answer.data.now) - answer.dataUpdatedAt : 0;
  return { ...answer, clockOffsetMs };
}

/** Asks again whenever the schedule changed, and after every cut, in which a change may have been missed. */
export function useFreshSchedule(refetch: () => unknown): void {
  const connection = useConnection();
  const state = useConnectionState();
  const { phase } = state;
  const isTaken = state.phase === 'ended' && state.reason === 'superseded';
  useEffect(() => connection.on('hall:scheduleChanged', () => void refetch()), [connection, refetch]);
  useEffect(() => {
    if (phase === 'connecting' || phase === 'waiting' || phase === 'closed') return;
    void refetch();
    if (phase === 'open' || isTaken) return;
    // Sent away for a reason that the schedule's answer may not confirm: a hall tries again for ever.
    const timer = setTimeout(() => connection.reconnectNow(), restPollMs);
    return () => clearTimeout(timer);
  }, [phase, isTaken, connection, refetch]);
}
