import { useTranslation } from 'react-i18next';
import type { SoundGate } from '../../live/sound-gate.ts';
import { useConsultation, useMeeting } from '../../live-react/consultation-provider.tsx';
import { Icon } from '../../live-react/icons.tsx';
import { TrackSound } from '../../live-react/track-sound.tsx';
import { useSoundGateState } from '../../live-react/use-sound-gate.ts';

type VoicesProps = {
  gate: SoundGate;
  speakerId: string;
  /** A page whose microphone is open may make sound without a tap, so it is tried again then. */
  isCapturing: boolean;
};

/** Everybody in the room is heard; where the browser wants a tap first, one large button is for it. */
export function Voices({ gate, speakerId, isCapturing }: VoicesProps) {
  const { t } = useTranslation('consultation');
  const { ownPartId } = useMeeting();
  const state = useSoundGateState(gate);
  const voices = useConsultation(({ remote }) =>
    remote.filter(({ source, owner }) => source === 'microphone' && owner !== ownPartId),
  );
  return (
    <>
      {voices.map(({ owner, mediaTrack }) => (
        <TrackSound
          key={owner}
          track={mediaTrack}
          isMuted={false}
          speakerId={speakerId}
          onBlocked={() => gate.refuse()}
          onPlaying={() => gate.allow()}
          attempt={`${state} ${isCapturing}`}
        />
      ))}
      {state === 'blocked' && (
        <button type="button" className="listen" onClick={() => void gate.unlock()}>
          <Icon name="sound" />
          <strong>{t('call.listen')}</strong>
          <span>{t('call.listenHint')}</span>
        </button>
      )}
    </>
  );
}
