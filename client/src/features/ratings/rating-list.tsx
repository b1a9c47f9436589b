import { useTranslation } from 'react-i18next';
import { usePages } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { MoreRows } from '../../ui/plain/more-rows.tsx';
import { Empty, Failed, Loading } from '../../ui/plain/state.tsx';
import { Face } from './face.tsx';
import { faceValues } from './faces.ts';
import './ratings.css';

/** What citizens said, newest first: an expert's own, or all for a supervisor. */
export function RatingList() {
  const { t } = useTranslation(['after', 'common']);
  const pages = usePages('listRatings', { limit: 30 });
  if (pages.data === undefined)
    return pages.error ? <Failed error={pages.error} onRetry={() => void pages.refetch()} /> : <Loading />;
  const rows = pages.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0)
    return (
      <div className="card">
        <Empty title={t('rating.none')} hint={t('rating.noneHint')} />
      </div>
    );
  return (
    <div className="stack">
      <ul className="card stack" aria-label={t('rating.list')}>
        {rows.map(({ requestId, number, expertName, faces, note, at }) => {
          const value = faceValues.find((each) => each === faces);
          return (
            <li key={requestId} className="faces__row" data-value={faces}>
              <Face value={faces} />
              <div>
                <p>
                  <strong>{value && t(`rating.face.f${value}`)}</strong>{' '}
                  <span className="soft">
                    {number} · {expertName} · {dateTime(at)}
                  </span>
                </p>
                {note !== '' && <p className="faces__note">{note}</p>}
              </div>
            </li>
          );
        })}
      </ul>
      <MoreRows of={pages} />
    </div>
  );
}
