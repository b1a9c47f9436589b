import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomPhoto } from '#shared/room-photos.ts';
import { deviceHttp } from '../../lib/http.ts';
import { useAction, useDeviceRoute } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { PictureDialog } from '../../ui/plain/picture-dialog.tsx';
import { toast } from '../../ui/plain/toast.tsx';
import './hall-photo.css';

/** What this hall has sent that is still there, and whether the county takes photos. */
export const useOwnPhotos = (options: { refreshMs?: number } = {}) => useDeviceRoute('ownRoomPhotos', {}, options);

/** On the idle screen, while there are any: what was agreed to in a lecture may be taken back on any day. */
export function IdlePhotos() {
  const { t } = useTranslation('roomPhotos');
  const { photos = [], keptDays = 0 } = useOwnPhotos().data ?? {};
  if (photos.length === 0) return null;
  return (
    <section className="card stack idle__errand">
      <h2>{t('own.title')}</h2>
      <p className="soft">{t('own.kept', { n: keptDays })}</p>
      <OwnPhotos photos={photos} />
    </section>
  );
}

/** The hall's own photos, each to be looked at and to be withdrawn. */
export function OwnPhotos({ photos }: { photos: readonly RoomPhoto[] }) {
  const { t } = useTranslation('roomPhotos');
  const [open, setOpen] = useState<{ photo: RoomPhoto; act: 'see' | 'withdraw' } | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <ul className="own-photos">
        {photos.map((photo) => {
          const time = dateTime(photo.at);
          return (
            <li key={photo.id} className="row row--apart">
              <span>
                {time} · {photo.lectureTitle}
              </span>
              <span className="row">
                <Button aria-label={t('own.seeOf', { time })} onClick={() => setOpen({ photo, act: 'see' })}>
                  {t('own.see')}
                </Button>
                <Button
                  look="quiet-danger"
                  aria-label={t('own.withdrawOf', { time })}
                  onClick={() => setOpen({ photo, act: 'withdraw' })}
                >
                  {t('own.withdraw')}
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
      {open?.act === 'see' && <SeePhoto photo={open.photo} onClose={close} />}
      {open?.act === 'withdraw' && <Withdraw photo={open.photo} onClose={close} />}
    </>
  );
}

type OfPhoto = { photo: RoomPhoto; onClose: () => void };

function SeePhoto({ photo, onClose }: OfPhoto) {
  const { t } = useTranslation('roomPhotos');
  const { id, hallName, at, by, noticeVersion } = photo;
  const time = dateTime(at);
  return (
    <PictureDialog
      title={t('view.title', { hall: hallName })}
      alt={t('view.alt', { hall: hallName, time })}
      pictureKey={id}
      fetchPicture={() => deviceHttp.download('ownRoomPhoto', { photoId: id })}
      onClose={onClose}
    >
      <p className="soft">{t('view.consent', { by, time, version: noticeVersion })}</p>
    </PictureDialog>
  );
}

function Withdraw({ photo, onClose }: OfPhoto) {
  const { t } = useTranslation('roomPhotos');
  const onDone = () => {
    toast(t('own.withdrawn'));
    onClose();
  };
  const withdraw = useAction('withdrawRoomPhoto', { refreshes: ['ownRoomPhotos'], onDone }, deviceHttp);
  return (
    <Confirm
      title={t('own.withdrawAsk')}
      act={t('own.withdraw')}
      isDanger
      isBusy={withdraw.isPending}
      error={withdraw.error}
      onConfirm={() => withdraw.mutate({ photoId: photo.id })}
      onCancel={onClose}
    >
      <p>
        {dateTime(photo.at)} · {photo.lectureTitle}
      </p>
      <p>{t('own.withdrawWords')}</p>
    </Confirm>
  );
}
