import { useEffect, useState } from 'react';
import type { SoundGate } from '../../live/sound-gate.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { useSoundGateState } from '../../live-react/use-sound-gate.ts';

export type HallSound = { isOn: boolean; isBlocked: boolean; toggle: () => void };

/** Whether the hall hears: the browser lets sound out, and nobody switched it off. The organizer is told. */
export function useHallSound(gate: SoundGate): HallSound {
  const session = useLiveSession();
  const state = useSoundGateState(gate);
  const [isOff, setOff] = useState(false);
  const isOn = state === 'open' && !isOff;
  useEffect(() => {
    if (state !== 'unknown') session.setSound(isOn ? 'on' : 'off');
  }, [session, state, isOn]);
  return {
    isOn,
    isBlocked: state === 'blocked',
    toggle: () => {
      setOff(isOn);
      void gate.unlock();
    },
  };
}
