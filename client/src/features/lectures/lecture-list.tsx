import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Lecture } from '#shared/lectures.ts';
import { paths } from '../../lib/paths.ts';
import { usePages } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { type Column, DataTable } from '../../ui/console/data-table.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { MoreRows } from '../../ui/plain/more-rows.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { Empty, Failed, Loading } from '../../ui/plain/state.tsx';
import { StatusBadge } from '../../ui/plain/status-badge.tsx';
import { type QueryProps, stateOf } from './lecture-filters.tsx';
import { SpareBadge } from './spare-badge.tsx';

type LectureListProps = QueryProps & { mayPlan: boolean; planButton: ReactNode; selfId: string | null };

export function LectureList({ query, change, mayPlan, planButton, selfId }: LectureListProps) {
  const { t } = useTranslation(['lectures', 'common']);
  const state = stateOf(query);
  const search = query.get('search') ?? '';
  const isFiltered = state !== undefined || search !== '';
  const pages = usePages(
    'listLectures',
    { limit: 30, ...(state && { state }), ...(search && { search }) },
    { refreshMs: 30_000 },
  );
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const columns = useLectureColumns(selfId);
  if (pages.data === undefined) {
    return pages.error ? <Failed error={pages.error} onRetry={() => void pages.refetch()} /> : <Loading />;
  }
  if (rows.length === 0) {
    return (
      <div className="card">
        {isFiltered ? (
          <Empty
            title={t('list.nothingFound')}
            hint={t('list.nothingFoundHint')}
            action={<Button onClick={() => change({ state: '', search: '' })}>{t('list.clear')}</Button>}
          />
        ) : (
          <Empty
            title={t('list.empty')}
            hint={t(mayPlan ? 'list.emptyHint' : 'list.emptyHintLecturer')}
            action={planButton}
          />
        )}
      </div>
    );
  }
  return (
    <>
      <ErrorNotice error={pages.error} />
      <DataTable caption={t('list.title')} columns={columns} rows={rows} rowKey={(row) => row.id} empty={null} />
      <MoreRows of={pages} end={t('list.end', { n: rows.length })} />
    </>
  );
}

function useLectureColumns(selfId: string | null): Column<Lecture>[] {
  const { t } = useTranslation(['lectures', 'common']);
  return [
    {
      key: 'title',
      title: t('list.name'),
      cell: (row) => (
        <>
          <Link className="lecture-name" to={paths.lecture(row.id)}>
            {row.title}
          </Link>{' '}
          <SpareBadge lecture={row} selfId={selfId} />
        </>
      ),
    },
    { key: 'state', title: t('list.state'), cell: (row) => <StatusBadge state={row.state} /> },
    { key: 'when', title: t('list.when'), cell: (row) => <span className="nowrap">{dateTime(row.startAt)}</span> },
    { key: 'lecturer', title: t('list.lecturer'), cell: (row) => row.lecturerName },
    { key: 'owner', title: t('list.owner'), cell: (row) => row.ownerOrgName },
    {
      key: 'length',
      title: t('list.length'),
      cell: (row) => <span className="nowrap">{t('common:unit.minutes', { n: row.plannedMinutes })}</span>,
      isFigure: true,
    },
    { key: 'expected', title: t('list.expected'), cell: (row) => row.expectedHalls, isFigure: true },
  ];
}
