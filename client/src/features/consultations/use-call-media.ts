import { useCallback, useEffect, useState } from 'react';
import type { LocalMedia } from '../../live/local-media.ts';
import { useConsultationSession } from '../../live-react/consultation-provider.tsx';
import { useLocalMediaState } from '../../live-react/use-local-media.ts';
import { callMemory } from './call-memory.ts';

export type CallMedia = {
  isMuted: boolean;
  isCameraOff: boolean;
  setMuted: (isMuted: boolean) => void;
  setCameraOff: (isCameraOff: boolean) => void;
};

/** In the room, what camera, microphone and screen give is on air; what was switched off stays so over a reload. */
export function useCallMedia(media: LocalMedia): CallMedia {
  const session = useConsultationSession();
  const { camera, microphone, screen } = useLocalMediaState(media);
  const [isMuted, setMuted] = useState(callMemory.isOn('muted'));
  const [isCameraOff, setCameraOff] = useState(callMemory.isOn('cameraOff'));
  const cameraTrack = camera.phase === 'on' ? camera.track : null;
  const microphoneTrack = microphone.phase === 'on' ? microphone.track : null;
  useEffect(() => session.publish('camera', cameraTrack, isCameraOff), [session, cameraTrack, isCameraOff]);
  useEffect(() => session.publish('microphone', microphoneTrack, isMuted), [session, microphoneTrack, isMuted]);
  useEffect(() => session.publish('screen', screen), [session, screen]);
  return {
    isMuted,
    isCameraOff,
    setMuted: useCallback((next) => {
      callMemory.note('muted', next);
      setMuted(next);
    }, []),
    setCameraOff: useCallback((next) => {
      callMemory.note('cameraOff', next);
      setCameraOff(next);
    }, []),
  };
}
