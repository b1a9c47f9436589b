import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { paths } from '../../lib/paths.ts';
import { useAction, useRoute } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { Badge } from '../../ui/plain/badge.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { Answered } from '../../ui/plain/state.tsx';

/** A matter's records for staff: who may not read one sees state and outcome. */
export function RecordList({ requestId }: { requestId: string }) {
  const { t } = useTranslation('papers');
  const navigate = useNavigate();
  const answer = useRoute('listRecords', { requestId }, { refreshMs: 15_000 });
  const open = useAction('openRecord', { onDone: ({ id }) => void navigate(paths.record(id)) });
  return (
    <section className="card stack" aria-labelledby="records">
      <h2 id="records">{t('record.list')}</h2>
      <Answered of={answer}>
        {({ records, mayWrite }) => (
          <>
            {records.length === 0 && <p className="soft">{t('record.none')}</p>}
            {records.map((record) => (
              <p key={record.id} className="row">
                <Badge>{t(`recordState.${record.state}`)}</Badge>
                <span>{record.number ?? dateTime(record.createdAt)}</span>
                {record.outcome && <span>{t(`outcome.${record.outcome}`)}</span>}
                {record.mayRead && <Link to={paths.record(record.id)}>{t('open')}</Link>}
              </p>
            ))}
            <ErrorNotice error={open.error} />
            {mayWrite && (
              <div>
                <Button isBusy={open.isPending} onClick={() => open.mutate({ requestId, consultationId: null })}>
                  {t('record.write')}
                </Button>
              </div>
            )}
          </>
        )}
      </Answered>
    </section>
  );
}
