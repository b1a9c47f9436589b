import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomPhoto } from '#shared/room-photos.ts';
import { staffHttp } from '../../lib/http.ts';
import { useAction } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { PictureDialog } from '../../ui/plain/picture-dialog.tsx';
import { ReasonDialog } from '../../ui/plain/reason-dialog.tsx';
import { toast } from '../../ui/plain/toast.tsx';
import './hall-photos.css';

/** `isTitled`: among other things it says what it is. */
type HallPhotosProps = { photos: readonly RoomPhoto[]; mayRemove: boolean; isTitled?: boolean };

/** One hall's photos, each to be opened by hand since that is audited, and the proofs of those that were removed. */
export function HallPhotos({ photos, mayRemove, isTitled = false }: HallPhotosProps) {
  const { t } = useTranslation('roomPhotos');
  const [open, setOpen] = useState<{ photo: RoomPhoto; act: 'see' | 'remove' } | null>(null);
  const close = () => setOpen(null);
  return (
    <section className="stack">
      {isTitled && <h3>{t('list.title')}</h3>}
      <p className="soft small">{t('list.looked')}</p>
      <ul className="hall-photos">
        {photos.map((photo) => {
          const time = dateTime(photo.at);
          if (photo.removed) {
            return (
              <li key={photo.id} className="soft">
                <Proof photo={photo} />
              </li>
            );
          }
          return (
            <li key={photo.id} className="row row--apart">
              <span>{time}</span>
              <span className="row">
                <Button aria-label={t('own.seeOf', { time })} onClick={() => setOpen({ photo, act: 'see' })}>
                  {t('own.see')}
                </Button>
                {mayRemove && (
                  <Button
                    look="quiet-danger"
                    aria-label={t('list.removeOf', { time })}
                    onClick={() => setOpen({ photo, act: 'remove' })}
                  >
                    {t('list.remove')}
                  </Button>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {open?.act === 'see' && <SeePhoto photo={open.photo} onClose={close} />}
      {open?.act === 'remove' && <RemovePhoto photo={open.photo} onClose={close} />}
    </section>
  );
}

function Proof({ photo: { at, removed } }: { photo: RoomPhoto }) {
  const { t } = useTranslation('roomPhotos');
  if (removed === null) return null;
  const { why, by, reason } = removed;
  return t(`list.proof.${why}`, { sent: dateTime(at), time: dateTime(removed.at), by, reason: reason ?? '' });
}

type OfPhoto = { photo: RoomPhoto; onClose: () => void };

function SeePhoto({ photo, onClose }: OfPhoto) {
  const { t } = useTranslation('roomPhotos');
  const { id, lectureId, hallName, at, by, noticeVersion } = photo;
  const time = dateTime(at);
  return (
    <PictureDialog
      title={t('view.title', { hall: hallName })}
      alt={t('view.alt', { hall: hallName, time })}
      pictureKey={id}
      fetchPicture={() => staffHttp.download('roomPhoto', { lectureId, photoId: id })}
      onClose={onClose}
    >
      <p className="soft">{t('view.consent', { by, time, version: noticeVersion })}</p>
    </PictureDialog>
  );
}

function RemovePhoto({ photo: { id, lectureId, hallName, at }, onClose }: OfPhoto) {
  const { t } = useTranslation('roomPhotos');
  const onDone = () => {
    toast(t('list.removed'));
    onClose();
  };
  const remove = useAction('removeRoomPhoto', { refreshes: ['listRoomPhotos'], onDone });
  return (
    <ReasonDialog
      title={t('list.removeAsk')}
      act={t('list.remove')}
      label={t('list.reason')}
      isDanger
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={(reason) => remove.mutate({ lectureId, photoId: id, reason })}
      onClose={onClose}
    >
      <p>
        {hallName} · {dateTime(at)}
      </p>
      <p>{t('list.removeWords')}</p>
    </ReasonDialog>
  );
}
