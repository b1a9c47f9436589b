import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { LocalMedia, type LocalMediaState, type Memory } from '../live/local-media.ts';
import { useOwned } from './use-owned.ts';

/** Remembers in this browser; without storage (private mode) it just does not. */
const browserMemory: Memory = {
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Not remembered.
    }
  },
};

/** This PC's own devices, closed with the component. Null until they are made; nothing is asked of the person before `start`. */
export const useLocalMedia = (): LocalMedia | null => useOwned('local', () => new LocalMedia(browserMemory));

export const useLocalMediaState = (media: LocalMedia): LocalMediaState => useStore(media.store);

/** How loud the own microphone is, 0 to 1, ten times a second. */
export function useLevel(media: LocalMedia): number {
  const [level, setLevel] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setLevel(media.level()), 100);
    return () => clearInterval(timer);
  }, [media]);
  return level;
}
