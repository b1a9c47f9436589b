import { useEffect, useState } from 'react';
import { isLecturers } from '../live/track-owner.ts';
import { useLive, useServerNow } from './use-live.ts';

/** Whoever has just begun, or taken over, needs a moment until picture and voice are on the way. */
const settleMs = 3_000;

/** Nobody teaches who should: not there at the start, cut off, or for some moments without a picture and a voice. */
export function useTeacherGone(): boolean {
  const current = useLive(({ lecture }) => lecture?.current ?? null);
  const startAt = useLive(({ lecture }) => lecture?.startAt ?? '');
  const hasTracks = useLive(({ tracks }) => tracks.some(isLecturers));
  const now = useServerNow(1_000);
  const isOn = current?.state === 'live' || current?.state === 'paused';
  const isMissing = current?.lecturer !== 'here';
  const isStill = useFor(settleMs, isOn && !isMissing && !hasTracks);
  const isDue = current?.state === 'published' && now >= Date.parse(startAt);
  return (isMissing && (isOn || isDue)) || isStill;
}

function useFor(ms: number, isSo: boolean): boolean {
  const [wasSo, setWasSo] = useState(false);
  useEffect(() => {
    if (!isSo) return;
    const timer = setTimeout(() => setWasSo(true), ms);
    return () => {
      clearTimeout(timer);
      setWasSo(false);
    };
  }, [ms, isSo]);
  return isSo && wasSo;
}
