import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { figureWords } from '#shared/figure-text.ts';
import { figureGroups } from '#shared/figures.ts';
import { useMe } from '../features/auth/use-me.ts';
import { FigureFiles } from '../features/figures/figure-files.tsx';
import { FigureGroups } from '../features/figures/figure-groups.tsx';
import { groupIn, measureIn, quarterIn, recentQuarters } from '../features/figures/figure-measures.ts';
import { FigureTotals } from '../features/figures/figure-totals.tsx';
import { RatingList } from '../features/ratings/rating-list.tsx';
import { useLanguage } from '../lib/i18n.ts';
import { useRoute } from '../lib/query.ts';
import { dateTime } from '../lib/time.ts';
import { Tabs } from '../ui/console/tabs.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Answered, Empty } from '../ui/plain/state.tsx';
import '../features/figures/figures.css';

/** A quarter in figures: the whole of it, then by township, field, channel or expert; each figure leads to its matters. */
export function FiguresScreen() {
  const { t } = useTranslation(['figures', 'after']);
  const me = useMe().data;
  const words = figureWords(useLanguage());
  const [query, setQuery] = useSearchParams();
  const quarter = quarterIn(query.get('quarter'));
  const by = groupIn(query.get('tab'));
  const answer = useRoute('getFigures', { quarter }, { refreshMs: 60_000, keepPrevious: true });
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    next.set(name, value);
    setQuery(next, { replace: true });
  };
  const parts = figureGroups.filter((group) => group !== 'total').map((key) => ({ key, title: words.groups[key] }));
  const readsRatings = me?.kind === 'staff' && (me.role === 'expert' || me.role === 'supervisor');
  const tabs = [...parts, ...(readsRatings ? [{ key: 'ratings' as const, title: t('after:rating.list') }] : [])];
  const isRatings = readsRatings && query.get('tab') === 'ratings';
  return (
    <Page
      title={t('title')}
      beside={<QuarterChoice quarter={quarter} choose={(next) => change('quarter', next)} />}
      actions={<FigureFiles quarter={quarter} />}
    >
      <Answered of={answer}>
        {(figures) => {
          const total = figures.groups.find((group) => group.by === 'total')?.cells[0];
          if (!total?.values.requests)
            return (
              <div className="card">
                <Empty title={t('empty')} hint={t('emptyHint')} />
              </div>
            );
          return (
            <>
              <p className="soft">{t('asOf', { time: dateTime(figures.asOf) })}</p>
              <FigureTotals quarter={figures.quarter} cell={total} />
              <Tabs label={t('tabs')} tabs={tabs} present={isRatings ? 'ratings' : by} />
              {isRatings ? (
                <RatingList />
              ) : (
                <FigureGroups
                  figures={figures}
                  by={by}
                  measure={measureIn(query.get('measure'))}
                  choose={(measure) => change('measure', measure)}
                />
              )}
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

function QuarterChoice({ quarter, choose }: { quarter: string; choose: (quarter: string) => void }) {
  const { t } = useTranslation('figures');
  const quarters = [...new Set([...recentQuarters(), quarter])].sort().reverse();
  return (
    <select
      className="input figure-select"
      aria-label={t('quarter')}
      value={quarter}
      onChange={(event) => choose(event.target.value)}
    >
      {quarters.map((each) => (
        <option key={each} value={each}>
          {t('quarterOf', { year: each.slice(0, 4), n: each.slice(5) })}
        </option>
      ))}
    </select>
  );
}
