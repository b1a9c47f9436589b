import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useNow } from '../lib/use-now.ts';
import type { LiveState } from '../live/live-state.ts';
import { useLiveSession } from './live-provider.tsx';

/** What a component needs of the running lecture; it is drawn anew only when that changes. */
export function useLive<T>(select: (state: LiveState) => T): T {
  return useStore(useLiveSession().store, useShallow(select));
}

/** The server's present moment in ms, so that a PC with a wrong clock counts right. */
export function useServerNow(everyMs = 1_000): number {
  const offset = useLive((state) => state.clockOffsetMs);
  return useNow(everyMs) + offset;
}
