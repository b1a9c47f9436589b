import { useEffect, useRef } from 'react';
import type { Spot } from '#shared/slides.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';

/** Often enough to be followed, seldom enough for 254 halls. */
const everyMs = 150;

/** Tells where the pointer is; what is said too quickly waits, and only the last of it goes out. */
export function usePointer(): (at: Spot | null) => void {
  const session = useLiveSession();
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout> | null; next: Spot | null | undefined }>({
    timer: null,
    next: undefined,
  });
  useEffect(() => {
    const { current } = waiting;
    return () => {
      if (current.timer !== null) clearTimeout(current.timer);
    };
  }, []);
  const send = (at: Spot | null) => {
    // A spot that was not told is told by the next one.
    session.ask('slides:point', { at }).catch(() => undefined);
    waiting.current.next = undefined;
    waiting.current.timer = setTimeout(() => {
      waiting.current.timer = null;
      if (waiting.current.next !== undefined) send(waiting.current.next);
    }, everyMs);
  };
  return (at) => {
    if (waiting.current.timer === null) send(at);
    else waiting.current.next = at;
  };
}
