import { useCallback, useEffect, useState } from 'react';
import type { LocalMedia } from '../../live/local-media.ts';
import type { SoundGate } from '../../live/sound-gate.ts';

export type EchoResult = 'testing' | 'fine' | 'bad';

const quietMs = 600;
/** The tone takes 0.85 s; sound needs a moment to come out and back in. */
const toneMs = 1_300;
const readEveryMs = 50;
/** On the meter's scale of 0 to 1 (45 dB): so much louder than the room means that the loudspeaker is heard. */
const bleedStep = 0.15;

async function loudest(media: LocalMedia, ms: number, isOver: () => boolean): Promise<number> {
  let peak = 0;
  for (const until = Date.now() + ms; Date.now() < until && !isOver(); ) {
    peak = Math.max(peak, media.level());
    await new Promise((resolve) => setTimeout(resolve, readEveryMs));
  }
  return peak;
}

/** Plays the test tone once and listens: does the room's loudspeaker reach its microphone? */
export function useEcho(media: LocalMedia, gate: SoundGate): { result: EchoResult; run: () => void } {
  const [result, setResult] = useState<EchoResult>('testing');
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn is another test
  useEffect(() => {
    let isOver = false;
    const test = async () => {
      const quiet = await loudest(media, quietMs, () => isOver);
      gate.playTone(media.store.getState().chosen.speaker);
      const loud = await loudest(media, toneMs, () => isOver);
      if (!isOver) setResult(loud - quiet > bleedStep ? 'bad' : 'fine');
    };
    setResult('testing');
    void test();
    return () => {
      isOver = true;
    };
  }, [media, gate, turn]);
  return { result, run: useCallback(() => setTurn((before) => before + 1), []) };
}
