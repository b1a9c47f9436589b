import { useRef } from 'react';
import { useStore } from 'zustand';
import { shallow } from 'zustand/vanilla/shallow';
import { useNow } from '../lib/use-now.ts';
import type { LiveState } from '../live/live-state.ts';
import { useLiveSession } from './live-provider.tsx';

/** What a component needs of the running lecture; it is drawn anew only when that changes. */
export function useLive<T>(select: (state: LiveState) => T): T {
  const before = useRef<T>(undefined);
  return useStore(useLiveSession().store, (state) => {
    const next = select(state);
    if (before.current !== undefined && isSame(before.current, next)) return before.current;
    before.current = next;
    return next;
  });
}

/** What a selector puts together is compared by its parts; a thing of the browser, such as a media track, shows none and is itself. */
function isSame<T>(one: T, other: T): boolean {
  return isData(one) && isData(other) ? shallow(one, other) : Object.is(one, other);
}
const isData = (value: unknown): boolean =>
  Array.isArray(value) ||
  (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);

/** The server's present moment in ms, so that a PC with a wrong clock counts right. */
export function useServerNow(everyMs = 1_000): number {
  const offset = useLive((state) => state.clockOffsetMs);
  return useNow(everyMs, offset);
}
