import { useTranslation } from 'react-i18next';
import type { RemoteTrack } from '../live/room-state.ts';
import { hallOf } from '../live/track-owner.ts';
import { TrackSound } from './track-sound.tsx';
import { TrackView } from './track-view.tsx';
import { useLive } from './use-live.ts';
import { useStage } from './use-stage.ts';
import './stage-halls.css';

type Shown = { hallId: string; name: string; isOnStage: boolean; camera: RemoteTrack | null };

/** The halls with a place whose picture this page may see, in the order of their places. */
function useShownHalls(except: string | null): Shown[] {
  const { places } = useStage();
  const remote = useLive((state) => state.remote);
  return places.flatMap(({ hallId, name, phase }) => {
    if (hallId === except || phase === 'invited') return [];
    const camera =
      remote.find((track) => hallOf(track.owner) === hallId && track.source === 'camera' && !track.isLeftOut) ?? null;
    const isOnStage = phase === 'onStage';
    return isOnStage || camera ? [{ hallId, name, isOnStage, camera }] : [];
  });
}

/** Pictures of the halls on stage, each with its name. `except`: the page's own hall. */
export function StageHalls({ except = null }: { except?: string | null }) {
  const { t } = useTranslation('stage');
  const shown = useShownHalls(except);
  if (shown.length === 0) return null;
  return (
    <div className="stage-halls">
      {shown.map(({ hallId, name, isOnStage, camera }) => (
        <figure key={hallId} className="stage-halls__one" data-on-stage={isOnStage || undefined}>
          <TrackView track={camera?.mediaTrack ?? null} label={t('pictureOf', { name })} isDimmed={!camera?.isOnAir} />
          <figcaption>{name}</figcaption>
        </figure>
      ))}
    </div>
  );
}

type SpeakersProps = {
  isMuted: boolean;
  /** 0 to 1; lower while one's own microphone is open in the same room. */
  volume?: number;
  speakerId?: string;
  onBlocked: () => void;
};

/** The voices of the halls on stage. */
export function StageSpeakers({ isMuted, volume = 1, speakerId = '', onBlocked }: SpeakersProps) {
  const voices = useLive(({ remote }) =>
    remote.filter((track) => track.source === 'microphone' && track.isOnAir && hallOf(track.owner) !== null),
  );
  return voices.map((voice) => (
    <TrackSound
      key={voice.owner}
      track={voice.mediaTrack}
      isMuted={isMuted}
      volume={volume}
      speakerId={speakerId}
      onBlocked={onBlocked}
      attempt={String(isMuted)}
    />
  ));
}
