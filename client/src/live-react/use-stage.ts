import { useState } from 'react';
import type { StageState } from '#shared/stage.ts';
import type { AskName, LiveSession } from '../live/live-session.ts';
import type { CommandInput } from '../live/wire.ts';
import { useLiveSession } from './live-provider.tsx';
import { useLive } from './use-live.ts';

const noStage: StageState = { hands: [], places: [], watched: [] };

/** Hands and places of the running lecture, the same on every page. */
export const useStage = (): StageState => useLive(({ lecture }) => lecture?.extras.stage ?? noStage);

export type Ask = {
  run: <K extends AskName>(name: K, input: Omit<CommandInput<K>, 'lectureId'>) => void;
  isBusy: boolean;
  error: unknown;
};

/** Acts of the stage, one at a time, with their being under way and their refusal. */
export function useAsk(): Ask {
  const session: LiveSession = useLiveSession();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  return {
    run: (name, input) => {
      setBusy(true);
      setError(null);
      session
        .ask(name, input)
        .catch(setError)
        .finally(() => setBusy(false));
    },
    isBusy,
    error,
  };
}
