import { useTranslation } from 'react-i18next';
import { hallOf } from '../live/track-owner.ts';
import { TrackView } from './track-view.tsx';
import { useLive } from './use-live.ts';
import './halls-seen.css';

/** The small picture of one hall; who shows it has to look at the hall. */
export function HallPicture({ hallId, name }: { hallId: string; name: string }) {
  const { t } = useTranslation('stage');
  const camera = useLive(({ remote }) =>
    remote.find((track) => track.source === 'camera' && track.isOnAir && hallOf(track.owner) === hallId),
  );
  return (
    <span className="hall-picture">
      <TrackView track={camera?.mediaTrack ?? null} label={t('pictureOf', { name })} isDimmed={!camera} isCropped />
      {!camera && <span className="hall-picture__note">{t('seen.waiting')}</span>}
    </span>
  );
}
