import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HallRoom } from '../features/hall-pc/hall-room.tsx';
import { Pairing } from '../features/hall-pc/pairing.tsx';
import { useHallHome } from '../features/hall-pc/use-hall-home.ts';
import { HallErrands } from '../features/requests/hall-errands.tsx';
import type { FiledAtHall } from '../features/requests/hall-filing.tsx';
import { ClientError } from '../lib/client-error.ts';
import { LiveConnection } from '../live-react/live-provider.tsx';
import '../features/hall-pc/hall.css';

const isUnpaired = (error: unknown): boolean =>
  error instanceof ClientError && (error.code === 'unauthenticated' || error.code === 'forbidden');

/** The hall PC: everything it ever shows, without a log-in box and without a menu. */
export function HallWallScreen() {
  const { t } = useTranslation('hall');
  const { data, error, refetch, clockOffsetMs } = useHallHome();
  // Here, since a lecture that begins takes the page away: the code of what was filed is shown only once.
  const [last, setLast] = useState<FiledAtHall | null>(null);
  const [isShown, setShown] = useState(false);
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
      <HallRoom
        home={data}
        clockOffsetMs={clockOffsetMs}
        refetch={refetch}
        errands={(close) => (
          <HallErrands
            hallId={data.hallId}
            hallName={data.name}
            last={last}
            isShown={isShown}
            onFiled={(filed) => {
              setLast(filed);
              setShown(true);
            }}
            onAnother={() => setShown(false)}
            onClose={close}
          />
        )}
      />
    </LiveConnection>
  );
}
