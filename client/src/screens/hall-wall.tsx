import { useTranslation } from 'react-i18next';
import { HallRoom } from '../features/hall-pc/hall-room.tsx';
import { Pairing } from '../features/hall-pc/pairing.tsx';
import { useHallHome } from '../features/hall-pc/use-hall-home.ts';
import { ClientError } from '../lib/client-error.ts';
import { LiveConnection } from '../live-react/live-provider.tsx';
import '../features/hall-pc/hall.css';

const isUnpaired = (error: unknown): boolean =>
  error instanceof ClientError && (error.code === 'unauthenticated' || error.code === 'forbidden');

/** The hall PC: everything it ever shows, without a log-in box and without a menu. */
export function HallWallScreen() {
  const { t } = useTranslation('hall');
  const { data, error, refetch, clockOffsetMs } = useHallHome();
  if (isUnpaired(error)) return <Pairing onPaired={() => void refetch()} />;
  if (!data)
    return (
      <main className="state hall-state" id="content">
        <h1>{t('connecting')}</h1>
        {error && <p className="state__hint">{t('connectingHint')}</p>}
      </main>
    );
  return (
    <LiveConnection identity="device">
      <HallRoom home={data} clockOffsetMs={clockOffsetMs} refetch={refetch} />
    </LiveConnection>
  );
}
