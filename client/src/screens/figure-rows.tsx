import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { cellName, figureWords } from '#shared/figure-text.ts';
import { figureGroups } from '#shared/figures.ts';
import { measureIn, quarterIn } from '../features/figures/figure-measures.ts';
import { FigureRowList } from '../features/figures/figure-row-list.tsx';
import { useLanguage } from '../lib/i18n.ts';
import { paths } from '../lib/paths.ts';
import { useRoute } from '../lib/query.ts';
import { LinkButton } from '../ui/plain/button.tsx';
import { Page } from '../ui/plain/page.tsx';
import '../features/figures/figures.css';

/** The matters behind one figure. */
export function FigureRowsScreen() {
  const { t } = useTranslation('figures');
  const language = useLanguage();
  const words = figureWords(language);
  const [query] = useSearchParams();
  const quarter = quarterIn(query.get('quarter'));
  const by = figureGroups.find((each) => each === query.get('by')) ?? 'total';
  const cellKey = query.get('key') ?? 'all';
  const measure = measureIn(query.get('measure'));
  const figures = useRoute('getFigures', { quarter }).data;
  const cell = figures?.groups.find((group) => group.by === by)?.cells.find(({ key }) => key === cellKey);
  const name = cell ? cellName(language, by, cell) : '';
  const back = new URLSearchParams({ quarter, measure, ...(by !== 'total' && { tab: by }) });
  return (
    <Page
      title={t('rows.title')}
      actions={
        <LinkButton to={`${paths.figures}?${back.toString()}`} look="quiet">
          {t('rows.back')}
        </LinkButton>
      }
    >
      <p>
        {t('quarterOf', { year: quarter.slice(0, 4), n: quarter.slice(5) })} · {name && `${name} · `}
        {words.measures[measure]}
        {cell && (
          <>
            {' '}
            <strong>{cell.values[measure] ?? '—'}</strong>
          </>
        )}
      </p>
      <FigureRowList quarter={quarter} by={by} cellKey={cellKey} measure={measure} />
    </Page>
  );
}
