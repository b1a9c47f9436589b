import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../lib/http-client.ts';
import { useAction, useRoute } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { type Column, DataTable } from '../../ui/console/data-table.tsx';
import { Badge } from '../../ui/plain/badge.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { ReasonDialog } from '../../ui/plain/reason-dialog.tsx';
import { Answered, Empty } from '../../ui/plain/state.tsx';

type Row = RouteOutput<'listBlockedRequesters'>['rows'][number];

/** Who cannot file online, why, by whom and until when; a supervisor may end it before its day. */
export function BlockedList({ mayEnd }: { mayEnd: boolean }) {
  const { t } = useTranslation('requests');
  const answer = useRoute('listBlockedRequesters', {});
  const [ending, setEnding] = useState<Row | null>(null);
  const close = () => setEnding(null);
  const end = useAction('unblockRequester', { refreshes: ['listBlockedRequesters'], onDone: close });
  const columns: Column<Row>[] = [
    { key: 'who', title: t('desk.who'), cell: ({ name, phone }) => `${name} ${phone}` },
    { key: 'why', title: t('block.reason'), cell: ({ reason }) => reason },
    { key: 'by', title: t('block.by'), cell: ({ by, at }) => `${by} ${dateTime(at)}` },
    {
      key: 'until',
      title: t('block.until'),
      cell: ({ until, endedAt, endReason }) =>
        endedAt ? (
          <>
            <Badge look="off">{t('block.ended')}</Badge> {dateTime(endedAt)} {endReason}
          </>
        ) : Date.parse(until) < Date.now() ? (
          <>
            <Badge look="off">{t('block.over')}</Badge> {dateTime(until)}
          </>
        ) : (
          <>
            <Badge look="attention">{t('block.holds')}</Badge> {dateTime(until)}
          </>
        ),
    },
    ...(mayEnd
      ? [
          {
            key: 'act',
            title: t('block.lift'),
            cell: (row: Row) =>
              row.endedAt === null &&
              Date.parse(row.until) >= Date.now() && (
                <Button look="quiet" aria-label={t('block.liftOf', { name: row.name })} onClick={() => setEnding(row)}>
                  {t('block.lift')}
                </Button>
              ),
          },
        ]
      : []),
  ];
  return (
    <Answered of={answer}>
      {({ rows }) =>
        rows.length === 0 ? (
          <div className="card">
            <Empty title={t('block.none')} hint={t('block.noneHint')} />
          </div>
        ) : (
          <>
            <DataTable caption={t('block.list')} columns={columns} rows={rows} rowKey={({ id }) => id} empty={null} />
            {ending && (
              <ReasonDialog
                title={t('block.liftTitle', { name: ending.name })}
                act={t('block.lift')}
                label={t('block.liftWhy')}
                isBusy={end.isPending}
                error={end.error}
                onConfirm={(reason) => end.mutate({ blockId: ending.id, reason })}
                onClose={close}
              />
            )}
          </>
        )
      }
    </Answered>
  );
}
