import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomPhoto } from '#shared/room-photos.ts';
import type { Download } from '../../lib/http-client.ts';
import { dateTime } from '../../lib/time.ts';
import { Button } from './button.tsx';
import { PictureDialog } from './picture-dialog.tsx';
import './photo-list.css';

/** What else can be done with a photo: its word, the same for those who only hear it, and the dialog that asks. */
export type PhotoAct = {
  word: string;
  wordOf: (time: string) => string;
  dialog: (photo: RoomPhoto, onClose: () => void) => ReactNode;
};
type PhotoListProps = {
  photos: readonly RoomPhoto[];
  nameOf: (photo: RoomPhoto) => string;
  fetchPicture: (photo: RoomPhoto) => Promise<Download>;
  act: PhotoAct | null;
};

/** Photos of rooms, each opened by hand since that is audited, and the proofs of those that were removed. */
export function PhotoList({ photos, nameOf, fetchPicture, act }: PhotoListProps) {
  const { t } = useTranslation('roomPhotos');
  const [open, setOpen] = useState<{ photo: RoomPhoto; isActing: boolean } | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <ul className="photo-list">
        {photos.map((photo) => {
          const time = dateTime(photo.at);
          if (photo.removed) return <Proof key={photo.id} sent={time} removed={photo.removed} />;
          return (
            <li key={photo.id} className="row row--apart">
              <span>{nameOf(photo)}</span>
              <span className="row">
                <Button aria-label={t('own.seeOf', { time })} onClick={() => setOpen({ photo, isActing: false })}>
                  {t('own.see')}
                </Button>
                {act && (
                  <Button
                    look="quiet-danger"
                    aria-label={act.wordOf(time)}
                    onClick={() => setOpen({ photo, isActing: true })}
                  >
                    {act.word}
                  </Button>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {open && !open.isActing && (
        <SeePhoto photo={open.photo} fetchPicture={() => fetchPicture(open.photo)} onClose={close} />
      )}
      {open?.isActing && act?.dialog(open.photo, close)}
    </>
  );
}

function Proof({
  sent,
  removed: { at, why, by, reason },
}: {
  sent: string;
  removed: NonNullable<RoomPhoto['removed']>;
}) {
  const { t } = useTranslation('roomPhotos');
  return <li className="soft">{t(`list.proof.${why}`, { sent, time: dateTime(at), by, reason: reason ?? '' })}</li>;
}

type SeePhotoProps = { photo: RoomPhoto; fetchPicture: () => Promise<Download>; onClose: () => void };

function SeePhoto({ photo: { id, hallName, at, by, noticeVersion }, fetchPicture, onClose }: SeePhotoProps) {
  const { t } = useTranslation('roomPhotos');
  const time = dateTime(at);
  return (
    <PictureDialog
      title={t('view.title', { hall: hallName })}
      alt={t('view.alt', { hall: hallName, time })}
      pictureKey={id}
      fetchPicture={fetchPicture}
      onClose={onClose}
    >
      <p className="soft">{t('view.consent', { by, time, version: noticeVersion })}</p>
    </PictureDialog>
  );
}
