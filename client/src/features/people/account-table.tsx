import { useTranslation } from 'react-i18next';
import type { Account } from '#shared/auth.ts';
import { dateTime } from '../../lib/time.ts';
import { type Column, DataTable } from '../../ui/console/data-table.tsx';
import { Badge } from '../../ui/plain/badge.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Empty } from '../../ui/plain/state.tsx';

type AccountTableProps = { rows: readonly Account[]; search: string; onChoose: (id: string) => void };

export function AccountTable({ rows, search, onChoose }: AccountTableProps) {
  const { t } = useTranslation(['people', 'common']);
  const columns: Column<Account>[] = [
    {
      key: 'name',
      title: t('name'),
      cell: (row) => <strong>{row.name}</strong>,
    },
    { key: 'signInName', title: t('signInName'), cell: (row) => row.signInName },
    {
      key: 'roles',
      title: t('roles'),
      cell: (row) => row.roles.map((role) => t(`common:role.${role}`)).join(t('common:listSeparator')),
    },
    { key: 'org', title: t('org'), cell: (row) => row.orgName },
    {
      key: 'state',
      title: t('state'),
      cell: (row) => (
        <span className="row">
          <Badge look={row.state === 'active' ? 'fine' : 'danger'}>{t(row.state)}</Badge>
          {!row.hasPassword && <Badge look="off">{t('noPassword')}</Badge>}
        </span>
      ),
    },
    {
      key: 'lastSignIn',
      title: t('lastSignIn'),
      cell: (row) => (row.lastSignInAt ? dateTime(row.lastSignInAt) : <span className="soft">{t('never')}</span>),
    },
    {
      key: 'actions',
      title: t('actions'),
      cell: (row) => (
        <Button aria-label={t('manageOf', { name: row.name })} onClick={() => onChoose(row.id)}>
          {t('manage')}
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      empty={search ? <Empty title={t('nothing', { search })} /> : <Empty title={t('empty')} hint={t('emptyHint')} />}
    />
  );
}
