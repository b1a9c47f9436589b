import { useEffect, useState } from 'react';

/** The present moment in milliseconds, drawn anew at this pace: as a whole beat of the clock that is `offsetMs` before this PC's begins. */
export function useNow(everyMs = 1_000, offsetMs = 0): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const beat = () => {
      const present = Date.now();
      setNow(present);
      timer = setTimeout(beat, everyMs - ((present + offsetMs) % everyMs));
    };
    beat();
    return () => clearTimeout(timer);
  }, [everyMs, offsetMs]);
  return now;
}
