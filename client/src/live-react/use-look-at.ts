import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useLiveSession } from './live-provider.tsx';

const onVisibility = (listener: () => void) => {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
};

/** Is this element on the screen, in a window that somebody can see? */
export function useSeen<E extends Element>() {
  const element = useRef<E>(null);
  const [isInView, setInView] = useState(false);
  const isVisible = useSyncExternalStore(onVisibility, () => document.visibilityState === 'visible');
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver((entries) => setInView(entries.at(-1)?.isIntersecting ?? false));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return { element, isSeen: isInView && isVisible };
}

/** Has these halls send a small picture for as long as this stands and names them. */
export function useLookAt(hallIds: readonly string[]): void {
  const session = useLiveSession();
  const [who] = useState(() => Symbol('look'));
  const names = hallIds.join(' ');
  useEffect(() => {
    const halls = names === '' ? [] : names.split(' ');
    session.hallWatch.look(who, halls);
    for (const hallId of halls) session.room.preferLayer(`hall:${hallId}`, 'camera', 0);
  }, [session, who, names]);
  useEffect(() => () => session.hallWatch.look(who, []), [session, who]);
}
