import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../lib/paths.ts';
import { useMatterRoute } from '../../lib/query.ts';
import { Badge } from '../../ui/plain/badge.tsx';

/** The records of one's own matter, on its page. Nothing while there is none. */
export function MatterRecords({ requestId }: { requestId: string }) {
  const { t } = useTranslation('papers');
  const records = useMatterRoute('listRecords', { requestId }, { refreshMs: 15_000 }).data?.records ?? [];
  if (records.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="records">
      <h2 id="records">{t('record.list')}</h2>
      {records.map((record) => (
        <p key={record.id} className="row">
          <Badge look={record.state === 'presented' ? 'attention' : 'neutral'}>
            {t(`recordState.${record.state}`)}
          </Badge>
          <span>{record.number}</span>
          {record.mayRead && <Link to={paths.matterRecord(record.id)}>{t('open')}</Link>}
        </p>
      ))}
    </section>
  );
}
