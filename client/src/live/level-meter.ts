export type LevelMeter = { readonly track: MediaStreamTrack; read(): number; close(): void };

/** Reads how loud a track is. Null where the browser has no sound system (then there is no bar, and nothing else is lost). */
export function meterOf(track: MediaStreamTrack): LevelMeter | null {
  try {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    // A context that was made before the first click sleeps until it is asked again.
    const wake = () => void context.resume().catch(() => undefined);
    wake();
    return {
      track,
      read() {
        if (context.state === 'suspended') wake();
        analyser.getByteTimeDomainData(samples);
        return levelOf(samples);
      },
      close: () => void context.close().catch(() => undefined),
    };
  } catch {
    return null;
  }
}

/** 0 (silence) to 1 (very loud), on a scale as ears hear it; samples are bytes around 128. */
export function levelOf(samples: Uint8Array): number {
  let sum = 0;
  for (const sample of samples) sum += ((sample - 128) / 128) ** 2;
  const rms = Math.sqrt(sum / Math.max(1, samples.length));
  if (rms === 0) return 0;
  const decibels = 20 * Math.log10(rms);
  return Math.min(1, Math.max(0, (decibels + 50) / 45));
}
