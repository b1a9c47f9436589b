import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/plain/button.tsx';
import { HallMark, LineBars } from './hall-mark.tsx';
import { shownRows, WallFilters, wholeWall } from './wall-filters.tsx';
import { moveFocus } from './wall-keys.ts';
import { isInside, townshipsOf, type WallRow, wordOf } from './wall-order.ts';
import './live-wall.css';

type LiveWallProps = { rows: readonly WallRow[]; onOpen: (hallId: string) => void };

/** Every expected hall on one screen, by township, whoever is missing or cut off first. */
export function LiveWall({ rows, onOpen }: LiveWallProps) {
  const { t } = useTranslation('wall');
  const [view, setView] = useState(wholeWall);
  const shown = useMemo(() => townshipsOf(shownRows(rows, view)), [rows, view]);
  const first = shown[0]?.rows[0]?.hallId;
  return (
    <section className="stack" aria-label={t('title')}>
      <WallFilters rows={rows} view={view} onView={setView} />
      {shown.length === 0 && (
        <div className="card row">
          <p>{t(view.filter === 'look' && view.search === '' ? 'allFine' : 'none')}</p>
          <Button onClick={() => setView(wholeWall)}>{t('showAll')}</Button>
        </div>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the buttons inside */}
      <div className="wall" onKeyDown={moveFocus}>
        {shown.map((township) => (
          <section key={township.townshipId} className="wall__township" aria-label={township.townshipName}>
            <h3>
              {township.townshipName}{' '}
              <span>{t('townshipCount', { present: township.inside, all: township.rows.length })}</span>
            </h3>
            <ul>
              {township.rows.map((row) => (
                <HallLine key={row.hallId} row={row} isFirst={row.hallId === first} onOpen={onOpen} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}

type HallLineProps = { row: WallRow; isFirst: boolean; onOpen: (hallId: string) => void };

/** One stop of the tab key for the whole wall; the arrows go on from there. */
const HallLine = memo(function HallLine({ row, isFirst, onOpen }: HallLineProps) {
  const { t } = useTranslation('wall');
  const { hallId, name, presence, quality, heads } = row;
  const word = wordOf(row);
  return (
    <li data-presence={presence} data-word={word}>
      <button
        type="button"
        className="wall__hall"
        title={name}
        tabIndex={isFirst ? 0 : -1}
        onClick={() => onOpen(hallId)}
      >
        <HallMark word={word} />
        <span className="wall__name">{name}</span>
        <span className="wall__word">{t(`word.${word}`)}</span>
        <span className="wall__heads">{heads === null ? '–' : t('people', { n: heads })}</span>
        {isInside(row) && <LineBars quality={quality} label={t(`help.quality.${quality}`)} />}
      </button>
    </li>
  );
}, isSameLine);

function isSameLine(one: HallLineProps, other: HallLineProps): boolean {
  if (one.isFirst !== other.isFirst || one.onOpen !== other.onOpen) return false;
  const [a, b] = [one.row, other.row];
  return (
    a.name === b.name &&
    a.presence === b.presence &&
    a.quality === b.quality &&
    a.heads === b.heads &&
    wordOf(a) === wordOf(b)
  );
}
