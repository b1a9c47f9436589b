import { useEffect, useRef } from 'react';

type TrackSoundProps = {
  track: MediaStreamTrack;
  isMuted: boolean;
  /** 0 to 1. */
  volume?: number;
  /** The loudspeaker to use; empty for the system's own. */
  speakerId?: string;
  /** The browser refused to play. */
  onBlocked: () => void;
  /** It plays. */
  onPlaying?: () => void;
  /** Changes when another try is worth while (somebody touched the page). */
  attempt: string;
};

/** Plays an audio track. */
export function TrackSound(props: TrackSoundProps) {
  const { track, isMuted, volume = 1, speakerId = '', attempt } = props;
  const element = useRef<HTMLAudioElement>(null);
  const told = useRef(props);
  told.current = props;
  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    audio.srcObject = new MediaStream([track]);
    return () => {
      audio.srcObject = null;
    };
  }, [track]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new track or another attempt is what calls for playing
  useEffect(() => {
    element.current?.play().then(
      () => told.current.onPlaying?.(),
      (error: unknown) => {
        if (error instanceof DOMException && error.name === 'NotAllowedError') told.current.onBlocked();
      },
    );
  }, [track, attempt]);
  useEffect(() => {
    const audio = element.current;
    if (audio && 'setSinkId' in audio) void audio.setSinkId(speakerId).catch(() => undefined);
  }, [speakerId]);
  useEffect(() => {
    if (element.current) element.current.volume = volume;
  }, [volume]);
  return <audio ref={element} muted={isMuted} />;
}
