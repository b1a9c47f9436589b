import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roomPhotoRules } from '#shared/room-photos.ts';
import type { LocalMedia } from '../../live/local-media.ts';
import { useLinkState } from '../../live-react/link-word.tsx';
import { TrackView } from '../../live-react/track-view.tsx';
import { useLive } from '../../live-react/use-live.ts';
import { useLocalMedia, useLocalMediaState } from '../../live-react/use-local-media.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { Tick } from '../../ui/plain/tick.tsx';
import { OwnPhotos, useOwnPhotos } from './own-photos.tsx';
import type { PhotoDraft } from './use-photo-draft.ts';

type HallPhotoProps = { photo: PhotoDraft; isOnStage: boolean; onClose: () => void };

/** One photo of the room, by hand: seen, taken again if wanted, and sent once the room has agreed. */
export function HallPhoto({ photo, isOnStage, onClose }: HallPhotoProps) {
  const { t } = useTranslation(['roomPhotos', 'common']);
  const media = useLocalMedia();
  const lectureId = useLive(({ lecture }) => lecture?.lectureId ?? '');
  const [isAgreed, setAgreed] = useState(false);
  const { data } = useOwnPhotos();
  const own = data?.photos.filter((each) => each.lectureId === lectureId) ?? [];
  const hasLine = useLinkState() !== 'down';
  const { draft, share } = photo;
  const isFull = own.length >= roomPhotoRules.mostOfHall;
  const mayTake = data?.isOn === true && !isFull;
  return (
    <Dialog
      title={t('dialog.title')}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button isLarge onClick={onClose}>
            {t('common:action.close')}
          </Button>
          {draft && (
            <Button
              look="primary"
              isLarge
              isBusy={share !== null}
              disabled={!isAgreed || isOnStage || !hasLine || !mayTake}
              onClick={() => photo.send(lectureId)}
            >
              {share === null ? t('dialog.send') : t('dialog.sending', { n: Math.round(share * 100) })}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <p className="soft">{t('dialog.hint')}</p>
        {isFull && <Notice>{t('dialog.full', { n: own.length })}</Notice>}
        {draft ? (
          <>
            <Taken photo={photo} />
            <Told days={data?.keptDays ?? 0} isAgreed={isAgreed} onAgreed={setAgreed} />
          </>
        ) : (
          mayTake && media && <Camera media={media} photo={photo} />
        )}
        {draft && isOnStage && <Notice look="attention">{t('dialog.onStage')}</Notice>}
        {draft && !hasLine && <Notice look="attention">{t('dialog.noLine')}</Notice>}
        <ErrorNotice error={photo.error} />
        {own.length > 0 && (
          <section className="stack">
            <h3>{t('own.title')}</h3>
            <OwnPhotos photos={own} />
          </section>
        )}
      </div>
    </Dialog>
  );
}

/** What the camera sees now. A camera that cannot be had is no trouble for the head count. */
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

function Taken({ photo: { draft, share, drop } }: { photo: PhotoDraft }) {
  const { t } = useTranslation('roomPhotos');
  if (draft === null) return null;
  return (
    <>
      <img className="hall-photo__picture" src={draft.url} alt={t('dialog.taken')} />
      <div className="row">
        <Button isLarge disabled={share !== null} onClick={drop}>
          {t('dialog.again')}
        </Button>
        {draft.isSmall && <span className="soft">{t('dialog.thin')}</span>}
        {share !== null && <span role="status">{t('dialog.keepsGoing')}</span>}
      </div>
    </>
  );
}

type ToldProps = { days: number; isAgreed: boolean; onAgreed: (isAgreed: boolean) => void };

/** What the people in the room are to be told, in words to read out. A change of them is a new `roomPhotoNotice`. */
function Told({ days, isAgreed, onAgreed }: ToldProps) {
  const { t } = useTranslation('roomPhotos');
  return (
    <section className="stack hall-photo__told">
      <h3>{t('notice.title')}</h3>
      <ul>
        {t('notice.points', { returnObjects: true, n: days }).map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <Tick isOn={isAgreed} onChange={onAgreed} words={t('notice.agree')} />
    </section>
  );
}
