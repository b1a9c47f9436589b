import { useTranslation } from 'react-i18next';
import type { RoomPhoto } from '#shared/room-photos.ts';
import { deviceHttp } from '../../lib/http.ts';
import { useAction, useDeviceRoute } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { PhotoList } from '../../ui/plain/photo-list.tsx';
import { toast } from '../../ui/plain/toast.tsx';

/** What this hall has sent that is still there, and whether the county takes photos. */
export const useOwnPhotos = () => useDeviceRoute('ownRoomPhotos', {});

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
  return (
    <PhotoList
      photos={photos}
      nameOf={nameOf}
      fetchPicture={({ id }) => deviceHttp.download('ownRoomPhoto', { photoId: id })}
      act={{
        word: t('own.withdraw'),
        wordOf: (time) => t('own.withdrawOf', { time }),
        dialog: (photo, onClose) => <Withdraw photo={photo} onClose={onClose} />,
      }}
    />
  );
}

const nameOf = ({ at, lectureTitle }: RoomPhoto): string => `${dateTime(at)} · ${lectureTitle}`;

function Withdraw({ photo, onClose }: { photo: RoomPhoto; onClose: () => void }) {
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
      <p>{nameOf(photo)}</p>
      <p>{t('own.withdrawWords')}</p>
    </Confirm>
  );
}
