import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/plain/button.tsx';
import { HallPicture } from './hall-picture.tsx';
import { useLive } from './use-live.ts';
import { useLookAt, useSeen } from './use-look-at.ts';
import { useStage } from './use-stage.ts';
import './day-panel.css';

const sizes = [4, 9, 16] as const;
/** Each picture has to be decoded: a PC with two cores begins with four. */
const firstSize = navigator.hardwareConcurrency > 2 ? 9 : 4;

/** Pages of halls, small and without sound, looked at only while they are on the screen; those on stage come first. */
export function HallsSeen({ onOpen }: { onOpen?: (hallId: string) => void }) {
  const { t } = useTranslation('stage');
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="day-panel" aria-label={t('seen.title')}>
      <div className="day-panel__head">
        <h2>{t('seen.title')}</h2>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'seen.hide' : 'seen.show')}
        </Button>
      </div>
      <p className="soft">{t('seen.hint')}</p>
      {isOpen && <Pages {...(onOpen && { onOpen })} />}
    </section>
  );
}

type Shown = { hallId: string; name: string };

/** Who is on the line, those with a place on the stage first; otherwise in the order of the tree. */
function useShown(): Shown[] {
  const { places } = useStage();
  const halls = useLive(({ lecture }) => lecture?.halls ?? null) ?? [];
  const here = halls.filter(({ presence }) => presence === 'live' || presence === 'waiting');
  const rank = ({ hallId }: Shown): number => (places.some((place) => place.hallId === hallId) ? 0 : 1);
  return here.map(({ hallId, name }) => ({ hallId, name })).sort((one, other) => rank(one) - rank(other));
}

function Pages({ onOpen }: { onOpen?: (hallId: string) => void }) {
  const { t } = useTranslation('stage');
  const shown = useShown();
  const [size, setSize] = useState<number>(firstSize);
  const [wanted, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(shown.length / size));
  const page = Math.min(wanted, pages - 1);
  const halls = shown.slice(page * size, (page + 1) * size);
  const { element, isSeen } = useSeen<HTMLUListElement>();
  useLookAt(isSeen ? halls.map(({ hallId }) => hallId) : []);
  return (
    <>
      <div className="day-panel__acts">
        <Button disabled={page === 0} onClick={() => setPage(page - 1)}>
          {t('seen.before')}
        </Button>
        <span role="status">{t('seen.page', { n: page + 1, all: pages })}</span>
        <Button disabled={page === pages - 1} onClick={() => setPage(page + 1)}>
          {t('seen.next')}
        </Button>
        <select
          className="input halls-seen__size"
          aria-label={t('seen.sizeLabel')}
          value={size}
          onChange={(event) => setSize(Number(event.target.value))}
        >
          {sizes.map((each) => (
            <option key={each} value={each}>
              {t('seen.size', { n: each })}
            </option>
          ))}
        </select>
      </div>
      {halls.length === 0 && <p>{t('seen.none')}</p>}
      <ul ref={element} className="halls-seen" data-size={size}>
        {halls.map(({ hallId, name }) => (
          <li key={hallId}>
            {onOpen ? (
              <button type="button" onClick={() => onOpen(hallId)}>
                <HallPicture hallId={hallId} name={name} />
                <span className="halls-seen__name">{name}</span>
              </button>
            ) : (
              <>
                <HallPicture hallId={hallId} name={name} />
                <span className="halls-seen__name">{name}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
