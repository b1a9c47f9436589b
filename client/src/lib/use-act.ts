import { useState } from 'react';

export type Act<Args extends unknown[]> = { run: (...args: Args) => void; isBusy: boolean; error: unknown };

/** An act over the line, with its being under way and its refusal. */
export function useAct<Args extends unknown[]>(
  act: (...args: Args) => Promise<unknown>,
  onDone?: () => void,
): Act<Args> {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = (...args: Args) => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    act(...args)
      .then(() => onDone?.())
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return { run, isBusy, error };
}
