import { useEffect, useState } from 'react';

/** The present moment in milliseconds by a clock that is `offsetMs` ahead of this PC's, drawn anew with each whole beat of that clock. */
export function useNow(everyMs = 1_000, offsetMs = 0): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(beat, everyMs - ((Date.now() + offsetMs) % everyMs));
    };
    const beat = () => {
      setNow(Date.now());
      wait();
    };
    wait();
    return () => clearTimeout(timer);
  }, [everyMs, offsetMs]);
  return now + offsetMs;
}
