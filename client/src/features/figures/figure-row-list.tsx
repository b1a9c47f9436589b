import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { fieldName, figureWords } from '#shared/figure-text.ts';
import type { FigureGroup, FigureRow, Measure } from '#shared/figures.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { paths } from '../../lib/paths.ts';
import { usePages } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { type Column, DataTable } from '../../ui/console/data-table.tsx';
import { MoreRows } from '../../ui/plain/more-rows.tsx';
import { Empty, Failed, Loading } from '../../ui/plain/state.tsx';
import { useFigureFormat } from './figure-measures.ts';
import './figures.css';

type RowsProps = { quarter: string; by: FigureGroup; cellKey: string; measure: Measure };

/** The matters that make one figure, in the order of filing. */
export function FigureRowList({ quarter, by, cellKey, measure }: RowsProps) {
  const { t } = useTranslation(['figures', 'common']);
  const pages = usePages('figureRows', { quarter, by, key: cellKey, measure, limit: 50 });
  const columns = useColumns();
  if (pages.data === undefined)
    return pages.error ? <Failed error={pages.error} onRetry={() => void pages.refetch()} /> : <Loading />;
  const rows = pages.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0)
    return (
      <div className="card">
        <Empty title={t('rows.empty')} hint={t('rows.emptyHint')} />
      </div>
    );
  return (
    <div className="stack">
      <div className="figures-table">
        <DataTable
          caption={t('rows.title')}
          columns={columns}
          rows={rows}
          rowKey={({ requestId }) => requestId}
          empty={null}
        />
      </div>
      <MoreRows of={pages} end={t('rows.end', { n: rows.length })} />
    </div>
  );
}

function useColumns(): Column<FigureRow>[] {
  const language = useLanguage();
  const figure = useFigureFormat();
  const words = figureWords(language);
  const { measures: said, groups } = words;
  const whole = (key: 'claimMinutes' | 'meetingMinutes' | 'held' | 'noShow' | 'agreements' | 'rating') => ({
    key,
    title: said[key],
    cell: (row: FigureRow) => figure(row[key]),
    isFigure: true,
  });
  return [
    {
      key: 'number',
      title: words.number,
      cell: ({ requestId, number }) => (
        <Link className="nowrap" to={paths.request(requestId)}>
          {number}
        </Link>
      ),
    },
    { key: 'openedAt', title: words.openedAt, cell: ({ openedAt }) => dateTime(openedAt) },
    { key: 'channel', title: groups.channel, cell: ({ channel }) => words.channels[channel] },
    { key: 'field', title: groups.field, cell: ({ field }) => fieldName(language, field) },
    { key: 'township', title: groups.township, cell: ({ townshipName }) => townshipName || words.none },
    { key: 'expert', title: groups.expert, cell: ({ expertName }) => expertName || words.none },
    whole('claimMinutes'),
    whole('meetingMinutes'),
    whole('held'),
    whole('noShow'),
    { key: 'outcome', title: words.outcome, cell: ({ outcome }) => (outcome === null ? '—' : said[outcome]) },
    whole('agreements'),
    whole('rating'),
    { key: 'visit', title: words.visit, cell: ({ visit }) => (visit === null ? '—' : words.visits[visit]) },
  ];
}
