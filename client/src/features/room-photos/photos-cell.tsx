import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomPhoto } from '#shared/room-photos.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { HallPhotos } from './hall-photos.tsx';
import { keptOf } from './use-room-photos.ts';

type PhotosCellProps = { hallName: string; photos: readonly RoomPhoto[]; mayRemove: boolean };

/** How many photos a hall sent that are there; behind it the photos and the proofs of those that were removed. */
export function PhotosCell({ hallName, photos, mayRemove }: PhotosCellProps) {
  const { t } = useTranslation(['roomPhotos', 'common']);
  const [isOpen, setOpen] = useState(false);
  if (photos.length === 0) return '—';
  const n = keptOf(photos).length;
  return (
    <>
      <Button look="quiet" aria-label={t('list.openOf', { hall: hallName, n })} onClick={() => setOpen(true)}>
        {t('list.n', { n })}
      </Button>
      {isOpen && (
        <Dialog
          title={t('view.title', { hall: hallName })}
          onClose={() => setOpen(false)}
          actions={<Button onClick={() => setOpen(false)}>{t('common:action.close')}</Button>}
        >
          <HallPhotos photos={photos} mayRemove={mayRemove} />
        </Dialog>
      )}
    </>
  );
}
