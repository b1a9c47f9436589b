import './notices.css';
import { useTranslation } from 'react-i18next';
import type { Delivery, DeliveryState } from '#shared/notices.ts';
import { useAction } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { type Column, DataTable } from '../../ui/console/data-table.tsx';
import { Badge, type BadgeLook } from '../../ui/plain/badge.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { Empty } from '../../ui/plain/state.tsx';
import { toast } from '../../ui/plain/toast.tsx';

const looks: Record<DeliveryState, BadgeLook> = {
  waiting: 'info',
  sent: 'fine',
  failed: 'danger',
  toCall: 'attention',
};

/** How each notice was delivered, without what it said. */
export function DeliveryTable({ rows }: { rows: readonly Delivery[] }) {
  const { t } = useTranslation('notices');
  const retry = useAction('retryDelivery', {
    refreshes: ['listDeliveries', 'deliveryFigures'],
    onDone: () => toast(t('deliveries.retried')),
  });
  const columns: Column<Delivery>[] = [
    { key: 'at', title: t('deliveries.columns.at'), cell: (row) => dateTime(row.at) },
    { key: 'kind', title: t('deliveries.columns.kind'), cell: (row) => row.kind },
    { key: 'way', title: t('deliveries.columns.way'), cell: (row) => t(`deliveries.way.${row.way}`) },
    { key: 'to', title: t('deliveries.columns.to'), cell: (row) => row.address || '—' },
    {
      key: 'state',
      title: t('deliveries.columns.state'),
      cell: (row) => <Badge look={looks[row.state]}>{t(`deliveries.state.${row.state}`)}</Badge>,
    },
    { key: 'tries', title: t('deliveries.columns.tries'), cell: (row) => row.tries, isFigure: true },
    {
      key: 'next',
      title: t('deliveries.columns.next'),
      cell: (row) => (row.nextTryAt ? dateTime(row.nextTryAt) : '—'),
    },
    {
      key: 'problem',
      title: t('deliveries.columns.problem'),
      cell: (row) => (
        <span className="row">
          {row.problem ?? '—'}
          {row.state === 'failed' && row.way !== 'call' && (
            <Button look="quiet" isBusy={retry.isPending} onClick={() => retry.mutate({ noticeId: row.id })}>
              {t('deliveries.retry')}
            </Button>
          )}
        </span>
      ),
    },
  ];
  return (
    <>
      <ErrorNotice error={retry.error} />
      <DataTable
        caption={t('deliveries.title')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        isMarked={(row) => row.state === 'failed'}
        empty={<Empty title={t('deliveries.empty')} hint={t('deliveries.emptyHint')} />}
      />
    </>
  );
}
