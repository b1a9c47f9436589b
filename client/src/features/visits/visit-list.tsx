import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Visit } from '#shared/visits.ts';
import { paths } from '../../lib/paths.ts';
import { useRoute } from '../../lib/query.ts';
import { dateTime, dayKey } from '../../lib/time.ts';
import { type Column, DataTable } from '../../ui/console/data-table.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Notice } from '../../ui/plain/notice.tsx';
import { Answered, Empty } from '../../ui/plain/state.tsx';
import { VisitDialog } from './visit-dialog.tsx';
import { VisitBadge } from './visit-words.tsx';

/** Whom to call, the longest due on top; or what earlier calls came to. */
export function VisitList({ show, mayOpen }: { show: 'open' | 'done'; mayOpen: boolean }) {
  const { t } = useTranslation('after');
  const answer = useRoute('listVisits', { show }, { refreshMs: 15_000 });
  const [called, setCalled] = useState<string | null>(null);
  const columns = useColumns(show, mayOpen, setCalled);
  return (
    <Answered of={answer}>
      {({ visits, due }) => {
        const visit = visits.find(({ id }) => id === called);
        return (
          <div className="stack">
            {show === 'open' && visits.length > 0 && (
              <Notice look={due > 0 ? 'attention' : 'info'}>
                {due > 0 ? t('visits.due', { n: due }) : t('visits.noneDue')}
              </Notice>
            )}
            {visits.length === 0 ? (
              <div className="card">
                <Empty
                  title={t(show === 'open' ? 'visits.empty' : 'visits.emptyDone')}
                  hint={t(show === 'open' ? 'visits.emptyHint' : 'visits.emptyDoneHint')}
                />
              </div>
            ) : (
              <DataTable
                caption={t(`visits.${show}`)}
                columns={columns}
                rows={visits}
                rowKey={({ id }) => id}
                isMarked={({ state }) => state === 'due'}
                empty={null}
              />
            )}
            {visit && <VisitDialog visit={visit} onClose={() => setCalled(null)} />}
          </div>
        );
      }}
    </Answered>
  );
}

function useColumns(show: 'open' | 'done', mayOpen: boolean, call: (id: string) => void): Column<Visit>[] {
  const { t } = useTranslation(['after', 'requests']);
  const common: Column<Visit>[] = [
    {
      key: 'number',
      title: t('visits.number'),
      // A clerk reads only the matters that it filed.
      cell: ({ requestId, number }) => (mayOpen ? <Link to={paths.request(requestId)}>{number}</Link> : number),
    },
    { key: 'who', title: t('visits.who'), cell: ({ citizenName, phone }) => `${citizenName} ${phone}` },
    { key: 'where', title: t('visits.where'), cell: ({ placeName }) => placeName },
    {
      key: 'outcome',
      title: t('visits.concluded'),
      cell: ({ outcome, concludedAt }) => `${outcome ? t(`requests:outcome.${outcome}`) : ''} ${dayKey(concludedAt)}`,
    },
  ];
  if (show === 'done')
    return [
      ...common,
      { key: 'result', title: t('visits.result'), cell: (visit) => <VisitBadge visit={visit} /> },
      { key: 'note', title: t('visits.note'), cell: ({ note }) => note },
      {
        key: 'by',
        title: t('visits.by'),
        cell: ({ by, doneAt }) => (
          <>
            {by} <span className="nowrap">{doneAt && dateTime(doneAt)}</span>
          </>
        ),
      },
    ];
  return [
    ...common,
    { key: 'dueAt', title: t('visits.dueAt'), cell: ({ dueAt }) => <span className="nowrap">{dayKey(dueAt)}</span> },
    {
      key: 'state',
      title: t('visits.state'),
      cell: (visit) => (
        <>
          <VisitBadge visit={visit} /> <TriesWord visit={visit} />
        </>
      ),
    },
    {
      key: 'call',
      title: t('visits.call'),
      cell: ({ id, number, state }) => (
        <Button
          look={state === 'due' ? 'primary' : 'plain'}
          aria-label={t('visits.callOf', { number })}
          onClick={() => call(id)}
        >
          {t('visits.call')}
        </Button>
      ),
    },
  ];
}

function TriesWord({ visit: { tries, maxTries } }: { visit: Visit }) {
  const { t } = useTranslation('after');
  if (tries.length === 0) return null;
  return <span className="soft small">{t('visits.triesOf', { n: tries.length, max: maxTries })}</span>;
}
