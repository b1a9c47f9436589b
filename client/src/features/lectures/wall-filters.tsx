import { useTranslation } from 'react-i18next';
import { SearchBox } from '../../ui/plain/search-box.tsx';
import { countOf, type WallFilter, type WallRow, wallFilters } from './wall-order.ts';

export type WallView = { filter: WallFilter; townshipId: string; search: string };
export const wholeWall: WallView = { filter: 'expected', townshipId: '', search: '' };

/** The rows that are shown; the numbers on the buttons are of all rows. */
export const shownRows = (rows: readonly WallRow[], { filter, townshipId, search }: WallView): WallRow[] =>
  rows.filter(
    (row) =>
      wallFilters[filter](row) &&
      (townshipId === '' || row.townshipId === townshipId) &&
      (row.name.includes(search) || row.townshipName.includes(search)),
  );

const states: readonly WallFilter[] = ['expected', 'live', 'waiting', 'missing', 'away', 'gone'];
const troubles: readonly WallFilter[] = ['look', 'calling', 'unheard', 'poor', 'uncounted'];
const bad: readonly WallFilter[] = ['missing', 'away', 'gone', 'calling'];

type WallFiltersProps = { rows: readonly WallRow[]; view: WallView; onView: (view: WallView) => void };

/** How many there are of each kind; each number is the button that shows them. */
export function WallFilters({ rows, view, onView }: WallFiltersProps) {
  const { t } = useTranslation('wall');
  const townships = [...new Map(rows.map(({ townshipId, townshipName }) => [townshipId, townshipName]))];
  const one = (filter: WallFilter) => {
    const count = countOf(rows, filter);
    return (
      <button
        key={filter}
        type="button"
        className="wall-count"
        data-filter={filter}
        data-bad={(bad.includes(filter) && count > 0) || undefined}
        aria-pressed={view.filter === filter}
        onClick={() => onView({ ...view, filter: view.filter === filter ? 'expected' : filter })}
      >
        <span>{t(`filter.${filter}`)}</span> <strong>{count}</strong>
      </button>
    );
  };
  return (
    <div className="wall-filters" role="toolbar" aria-label={t('filters')}>
      <div className="wall-filters__row">{states.map(one)}</div>
      <div className="wall-filters__row">{troubles.map(one)}</div>
      <div className="wall-filters__row">
        <select
          className="input wall-filters__township"
          aria-label={t('township')}
          value={view.townshipId}
          onChange={(event) => onView({ ...view, townshipId: event.target.value })}
        >
          <option value="">{t('allTownships')}</option>
          {townships.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <SearchBox label={t('search')} value={view.search} onSearch={(search) => onView({ ...view, search })} />
      </div>
    </div>
  );
}
