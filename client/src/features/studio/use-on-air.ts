import { useCallback, useEffect, useState } from 'react';
import type { LocalMedia } from '../../live/local-media.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { useLive } from '../../live-react/use-live.ts';
import { useLocalMediaState } from '../../live-react/use-local-media.ts';
import { studioMemory } from './studio-memory.ts';

export type OnAir = {
  isMuted: boolean;
  isCameraOff: boolean;
  setMuted: (isMuted: boolean) => void;
  setCameraOff: (isCameraOff: boolean) => void;
};

/**
 * While the lecture runs, what camera, microphone and screen give is on air. What was switched off stays so over a reload: a
 * lecturer who muted must not be heard because the page came back.
 */
export function useOnAir(media: LocalMedia): OnAir {
  const session = useLiveSession();
  const { camera, microphone, screen } = useLocalMediaState(media);
  const isPaused = useLive(({ lecture }) => lecture?.current.state === 'paused');
  const [isMuted, setMuted] = useState(studioMemory.isOn('muted'));
  const [isCameraOff, setCameraOff] = useState(studioMemory.isOn('cameraOff'));

  const cameraTrack = camera.phase === 'on' ? camera.track : null;
  const microphoneTrack = microphone.phase === 'on' ? microphone.track : null;
  useEffect(
    () => session.publish('camera', cameraTrack, isCameraOff || isPaused),
    [session, cameraTrack, isCameraOff, isPaused],
  );
  useEffect(
    () => session.publish('microphone', microphoneTrack, isMuted || isPaused),
    [session, microphoneTrack, isMuted, isPaused],
  );
  useEffect(() => session.publish('screen', screen, isPaused), [session, screen, isPaused]);
  useEffect(() => {
    // The lecture is over: nothing more goes out.
    return () => {
      for (const source of ['camera', 'microphone', 'screen'] as const) session.publish(source, null);
    };
  }, [session]);

  return {
    isMuted,
    isCameraOff,
    setMuted: useCallback((next) => {
      studioMemory.note('muted', next);
      setMuted(next);
    }, []),
    setCameraOff: useCallback((next) => {
      studioMemory.note('cameraOff', next);
      setCameraOff(next);
    }, []),
  };
}
