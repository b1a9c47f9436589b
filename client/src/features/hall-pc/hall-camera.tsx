import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalMedia } from '../../live/local-media.ts';
import { useLinkState } from '../../live-react/link-word.tsx';
import { TrackView } from '../../live-react/track-view.tsx';
import { useLocalMedia, useLocalMediaState } from '../../live-react/use-local-media.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Notice } from '../../ui/plain/notice.tsx';
import type { PhotoDraft } from './use-photo-draft.ts';
import './hall-photo.css';

/** What the camera sees now; it is open only while this stands. */
export function HallCamera({ photo }: { photo: PhotoDraft }) {
  const media = useLocalMedia();
  return media && <Camera media={media} photo={photo} />;
}

/** A camera that cannot be had is no trouble for the head count. */
function Camera({ media, photo }: { media: LocalMedia; photo: PhotoDraft }) {
  const { t } = useTranslation(['roomPhotos', 'live']);
  const { camera } = useLocalMediaState(media);
  const isThin = ['fair', 'poor'].includes(useLinkState());
  const [isTaking, setTaking] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => void media.open('camera'), [media]);
  if (camera.phase === 'trouble') {
    return (
      <Notice
        look="attention"
        actions={<Button onClick={() => void media.open('camera')}>{t('dialog.openAgain')}</Button>}
      >
        {t('dialog.noCamera', { why: t(`live:trouble.${camera.trouble}`) })}
      </Notice>
    );
  }
  if (camera.phase !== 'on') return <p role="status">{t('dialog.opening')}</p>;
  const take = () => {
    setTaking(true);
    setFailed(false);
    photo
      .take(camera.track, isThin)
      .catch(() => setFailed(true))
      .finally(() => setTaking(false));
  };
  return (
    <>
      <div className="hall-photo__picture">
        <TrackView track={camera.track} label={t('dialog.camera')} />
      </div>
      {hasFailed && <Notice look="attention">{t('dialog.failed')}</Notice>}
      <div>
        <Button look="primary" isLarge isBusy={isTaking} onClick={take}>
          {t('dialog.take')}
        </Button>
      </div>
    </>
  );
}
