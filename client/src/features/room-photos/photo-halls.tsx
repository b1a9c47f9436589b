import { useTranslation } from 'react-i18next';
import type { RoomPhoto } from '#shared/room-photos.ts';
import { Button } from '../../ui/plain/button.tsx';
import { keptOf } from './use-room-photos.ts';
import '../../live-react/day-panel.css';

type PhotoHallsProps = { photos: ReadonlyMap<string, readonly RoomPhoto[]>; onOpen: (hallId: string) => void };

/** Which halls sent a photo, each leading to its card; nothing while there is none. */
export function PhotoHalls({ photos, onOpen }: PhotoHallsProps) {
  const { t } = useTranslation('roomPhotos');
  const halls = [...photos].flatMap(([hallId, all]) => {
    const [first, ...more] = keptOf(all);
    return first === undefined ? [] : [{ hallId, hall: first.hallName, n: 1 + more.length }];
  });
  if (halls.length === 0) return null;
  return (
    <section className="day-panel" aria-label={t('list.halls')}>
      <h2>{t('list.halls')}</h2>
      <div className="row">
        {halls.map(({ hallId, hall, n }) => (
          <Button key={hallId} onClick={() => onOpen(hallId)}>
            {t('list.openHall', { hall, n })}
          </Button>
        ))}
      </div>
    </section>
  );
}
