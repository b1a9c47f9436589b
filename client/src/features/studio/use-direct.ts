import { useState } from 'react';
import type { Direction, LiveSession } from '../../live/live-session.ts';

export type Direct = { run: () => void; isBusy: boolean; error: unknown };

/** One move of the lecture, with its being under way and its refusal. */
export function useDirect(session: LiveSession, direction: Direction): Direct {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = () => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    session
      .direct(direction)
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return { run, isBusy, error };
}
