import { useStore } from 'zustand';
import { SoundGate, type SoundGateState } from '../live/sound-gate.ts';
import { useOwned } from './use-owned.ts';

/** Whether this page may make sound; null until the browser was asked. */
export const useSoundGate = (): SoundGate | null => useOwned('sound', () => new SoundGate());

export const useSoundGateState = (gate: SoundGate): SoundGateState => useStore(gate.store);
