import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HallRow } from '#shared/lecture-live.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { useAction } from '../../lib/query.ts';
import { clockTime } from '../../lib/time.ts';
import { Badge, type BadgeLook } from '../../ui/plain/badge.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { SearchBox } from '../../ui/plain/search-box.tsx';
import { needsLook, townshipsOf } from './wall-order.ts';
import './live-wall.css';

const looks: Record<HallRow['presence'], BadgeLook> = {
  expected: 'danger',
  away: 'danger',
  gone: 'attention',
  waiting: 'info',
  live: 'fine',
};

type LiveWallProps = { rows: readonly HallRow[]; mayReveal: boolean; onOpen: (hallId: string) => void };

/** Every expected hall, by township, with whom to call where one is missing. */
export function LiveWall({ rows, mayReveal, onOpen }: LiveWallProps) {
  const { t } = useTranslation('wall');
  const [search, setSearch] = useState('');
  const [isProblemsOnly, setProblemsOnly] = useState(false);
  const shown = useMemo(
    () =>
      townshipsOf(
        rows.filter(
          (row) =>
            (!isProblemsOnly || needsLook(row)) && (row.name.includes(search) || row.townshipName.includes(search)),
        ),
      ),
    [rows, search, isProblemsOnly],
  );
  return (
    <section className="stack" aria-label={t('title')}>
      <div className="row">
        <SearchBox label={t('search')} value={search} onSearch={setSearch} />
        <label className="check">
          <input type="checkbox" checked={isProblemsOnly} onChange={(event) => setProblemsOnly(event.target.checked)} />
          {t('showProblems')}
        </label>
      </div>
      {shown.length === 0 && <p className="card">{t(isProblemsOnly && !search ? 'allFine' : 'none')}</p>}
      <div className="wall">
        {shown.map((township) => (
          <section key={township.townshipId} className="card wall__township" aria-label={township.townshipName}>
            <header className="row row--apart">
              <h2>{township.townshipName}</h2>
              <span className="soft small">
                {t('townshipCount', { present: township.inside, all: township.rows.length })}
              </span>
            </header>
            <ul>
              {township.rows.map((row) => (
                <HallLine key={row.hallId} row={row} mayReveal={mayReveal} onOpen={onOpen} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}

type HallLineProps = { row: HallRow; mayReveal: boolean; onOpen: (hallId: string) => void };

function HallLine({ row, mayReveal, onOpen }: HallLineProps) {
  const { t } = useTranslation('wall');
  const language = useLanguage();
  const isMarked = needsLook(row);
  return (
    <li className={isMarked ? 'wall__hall wall__hall--marked' : 'wall__hall'} data-presence={row.presence}>
      <button type="button" className="wall__name" onClick={() => onOpen(row.hallId)}>
        {row.name}
      </button>
      <span className="wall__words">
        <Badge look={looks[row.presence]}>{t(`presence.${row.presence}`)}</Badge>
        {row.sound === 'off' && row.presence !== 'expected' && <Badge look="attention">{t('soundOff')}</Badge>}
        {row.presence !== 'expected' && row.quality !== 'unknown' && (
          <span className={row.quality === 'poor' ? 'wall__poor small' : 'soft small'}>
            {t(`quality.${row.quality}`)}
          </span>
        )}
        {row.since && row.presence !== 'live' && (
          <span className="soft small">{t('since', { time: clockTime(row.since, language) })}</span>
        )}
      </span>
      {isMarked && <Contact row={row} mayReveal={mayReveal} />}
    </li>
  );
}

function Contact({ row, mayReveal }: { row: HallRow; mayReveal: boolean }) {
  const { t } = useTranslation('wall');
  const reveal = useAction('revealHallPhone');
  if (!row.contactName && !row.contactPhone) return <span className="wall__contact soft small">{t('noContact')}</span>;
  const phone = reveal.data?.contactPhone ?? row.contactPhone;
  return (
    <span className="wall__contact small">
      {t('call', { name: row.contactName, phone })}
      {mayReveal && row.contactPhone && !reveal.data && (
        <Button look="quiet" isBusy={reveal.isPending} onClick={() => reveal.mutate({ hallId: row.hallId })}>
          {t('reveal')}
        </Button>
      )}
    </span>
  );
}
