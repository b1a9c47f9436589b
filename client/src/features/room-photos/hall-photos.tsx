import { useTranslation } from 'react-i18next';
import type { RoomPhoto } from '#shared/room-photos.ts';
import { staffHttp } from '../../lib/http.ts';
import { useAction } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { PhotoList } from '../../ui/plain/photo-list.tsx';
import { ReasonDialog } from '../../ui/plain/reason-dialog.tsx';
import { toast } from '../../ui/plain/toast.tsx';

/** `isTitled`: among other things it says what it is. */
type HallPhotosProps = { photos: readonly RoomPhoto[]; mayRemove: boolean; isTitled?: boolean };

/** One hall's photos for those who may see them. */
export function HallPhotos({ photos, mayRemove, isTitled = false }: HallPhotosProps) {
  const { t } = useTranslation('roomPhotos');
  const act = {
    word: t('list.remove'),
    wordOf: (time: string) => t('list.removeOf', { time }),
    dialog: (photo: RoomPhoto, onClose: () => void) => <RemovePhoto photo={photo} onClose={onClose} />,
  };
  return (
    <section className="stack">
      {isTitled && <h3>{t('list.title')}</h3>}
      <p className="soft small">{t('list.looked')}</p>
      <PhotoList
        photos={photos}
        nameOf={({ at }) => dateTime(at)}
        fetchPicture={({ id, lectureId }) => staffHttp.download('roomPhoto', { lectureId, photoId: id })}
        act={mayRemove ? act : null}
      />
    </section>
  );
}

type RemovePhotoProps = { photo: RoomPhoto; onClose: () => void };

function RemovePhoto({ photo: { id, lectureId, hallName, at }, onClose }: RemovePhotoProps) {
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
