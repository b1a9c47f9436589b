import { useTranslation } from 'react-i18next';
import type { LectureState } from '#shared/lectures.ts';
import { SearchBox } from '../../ui/plain/search-box.tsx';
import './lectures.css';

/** As in the contract; written here too, because the contract's own list would bring zod along. A missing state does not compile. */
const order: Record<LectureState, number> = {
  live: 0,
  paused: 1,
  published: 2,
  draft: 3,
  ended: 4,
  cancelled: 5,
  lapsed: 6,
};
const isState = (text: string): text is LectureState => Object.hasOwn(order, text);
const states = Object.keys(order).filter(isState);

export const stateOf = (query: URLSearchParams): LectureState | undefined => {
  const state = query.get('state') ?? '';
  return isState(state) ? state : undefined;
};

export type QueryProps = { query: URLSearchParams; change: (part: Record<string, string>) => void };

export function LectureFilters({ query, change, view }: QueryProps & { view: 'list' | 'week' }) {
  const { t } = useTranslation(['lectures', 'common']);
  return (
    <search className="filters" aria-label={t('list.filters')}>
      <fieldset className="segments">
        <legend className="visually-hidden">{t('list.view')}</legend>
        {(['list', 'week'] as const).map((each) => (
          <label key={each} className="segments__one">
            <input
              type="radio"
              name="view"
              checked={view === each}
              onChange={() => change({ view: each === 'week' ? 'week' : '' })}
            />
            <span>{t(each === 'week' ? 'list.asWeek' : 'list.asList')}</span>
          </label>
        ))}
      </fieldset>
      <select
        className="input filters__state"
        aria-label={t('list.state')}
        value={stateOf(query) ?? ''}
        onChange={(event) => change({ state: event.target.value })}
      >
        <option value="">{t('list.anyState')}</option>
        {states.map((state) => (
          <option key={state} value={state}>
            {t(`common:lectureState.${state}`)}
          </option>
        ))}
      </select>
      {view === 'list' && (
        <SearchBox
          label={t('list.search')}
          value={query.get('search') ?? ''}
          onSearch={(search) => change({ search })}
        />
      )}
    </search>
  );
}
