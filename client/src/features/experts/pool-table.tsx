import { useTranslation } from 'react-i18next';
import type { ExpertRow } from '#shared/expert-profile.ts';
import { type Column, DataTable } from '../../ui/console/data-table.tsx';
import { Badge, type BadgeLook } from '../../ui/plain/badge.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Empty } from '../../ui/plain/state.tsx';

export const stateLooks: Record<ExpertRow['state'], BadgeLook> = {
  proposed: 'attention',
  active: 'fine',
  suspended: 'off',
  removed: 'danger',
};

type PoolTableProps = { rows: readonly ExpertRow[]; search: string; today: string; onChoose: (id: string) => void };

/** The pool, what waits for a decision first. */
export function PoolTable({ rows, search, today, onChoose }: PoolTableProps) {
  const { t } = useTranslation(['experts', 'common']);
  const separator = t('common:listSeparator');
  const columns: Column<ExpertRow>[] = [
    {
      key: 'name',
      title: t('pool.name'),
      cell: (row) => (
        <span>
          <strong>{row.name}</strong> {row.level === 'chief' && <Badge look="info">{t('level.chief')}</Badge>}
          <br />
          <span className="soft small">{[row.title, row.unit].filter(Boolean).join(' · ') || row.orgName}</span>
        </span>
      ),
      sortBy: (row) => row.name,
    },
    {
      key: 'state',
      title: t('pool.state'),
      cell: (row) => (
        <span className="row">
          <Badge look={stateLooks[row.state]}>{t(`state.${row.state}`)}</Badge>
          {row.hasAppeal && <Badge look="attention">{t('pool.appeal')}</Badge>}
          {!row.isAccountUsable && <Badge look="danger">{t('pool.notUsable')}</Badge>}
        </span>
      ),
    },
    {
      key: 'fields',
      title: t('pool.fields'),
      cell: (row) => row.fields.map((field) => t(`common:legalField.${field}`)).join(separator),
    },
    {
      key: 'coverage',
      title: t('pool.coverage'),
      cell: (row) => (row.coverage.length > 0 ? t('pool.coverageOf', { n: row.coverage.length }) : t('coversNone')),
      sortBy: (row) => row.coverage.length,
    },
    {
      key: 'term',
      title: t('pool.term'),
      cell: (row) => (
        <span>
          {row.termTo}{' '}
          {(row.termTo < today || today < row.termFrom) && <Badge look="danger">{t('pool.termOver')}</Badge>}
        </span>
      ),
      sortBy: (row) => row.termTo,
    },
    {
      key: 'load',
      title: t('pool.load'),
      cell: (row) => `${row.openMatters}/${row.cap}`,
      sortBy: (row) => row.openMatters / row.cap,
      isFigure: true,
    },
    {
      key: 'act',
      title: t('pool.manage'),
      cell: (row) => (
        <Button aria-label={t('pool.manageOf', { name: row.name })} onClick={() => onChoose(row.id)}>
          {t('pool.manage')}
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('pool.caption')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      isMarked={(row) => row.state === 'proposed' || row.hasAppeal}
      empty={
        search ? (
          <Empty title={t('pool.nothing', { search })} />
        ) : (
          <Empty title={t('pool.empty')} hint={t('pool.emptyHint')} />
        )
      }
    />
  );
}
