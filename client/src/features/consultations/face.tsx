import { useTranslation } from 'react-i18next';
import type { PresentPart } from '#shared/consultation-live.ts';
import type { RemoteTrack } from '../../live/room-state.ts';
import { Icon } from '../../live-react/icons.tsx';
import { TrackView } from '../../live-react/track-view.tsx';
import { partWord } from './part-word.ts';

type FaceProps = {
  person: PresentPart;
  isOwn: boolean;
  track: MediaStreamTrack | null;
  isCameraOff: boolean;
  isMuted: boolean;
  /** The last picture is old. */
  isDimmed: boolean;
};

/** One person in the room: the picture, the name beneath it, and in words what is missing. */
export function Face({ person, isOwn, track, isCameraOff, isMuted, isDimmed }: FaceProps) {
  const { t } = useTranslation('consultation');
  const { name, place, quality } = person;
  const isAway = place === 'away';
  const looksOn = person.kind === 'supervisor';
  const words = isAway
    ? t('call.away')
    : looksOn
      ? t('call.looksOn')
      : isCameraOff
        ? t('call.cameraIsOff')
        : track
          ? null
          : t('call.connectingTo');
  return (
    <figure
      className="face"
      data-off={isCameraOff || undefined}
      data-own={isOwn || undefined}
      data-part={person.partId}
    >
      <div className="face__picture">
        <TrackView
          track={track}
          label={isOwn ? t('call.ownPicture') : t('call.pictureOf', { name })}
          isMirrored={isOwn}
          isCropped
          isDimmed={isDimmed || isAway}
        />
        {words && <p className="face__words">{words}</p>}
      </div>
      <figcaption className="face__name">
        <strong>{isOwn ? `${name}（${t('call.own')}）` : name}</strong>
        <span>{t(`part.${partWord(person)}`)}</span>
        {isMuted && !looksOn && !isAway && (
          <span className="face__mark">
            <Icon name="microphoneOff" /> {t('call.isMuted')}
          </span>
        )}
        {quality === 'poor' && !isOwn && <span className="face__mark">{t('call.weak')}</span>}
      </figcaption>
    </figure>
  );
}

/** Whether a source that arrived is muted by its sender, or not sent at all. */
export const isSilent = (track: RemoteTrack | undefined): boolean => !track?.isOnAir || track.isPaused;
