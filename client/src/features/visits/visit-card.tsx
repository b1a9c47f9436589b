import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Visit } from '#shared/visits.ts';
import { useRoute } from '../../lib/query.ts';
import { dateTime, dayKey } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { VisitDialog } from './visit-dialog.tsx';
import { VisitBadge } from './visit-words.tsx';
import './visits.css';

type CardProps = { requestId: string; mayCall: boolean };

/** The return visits of one matter, on its page. Nothing before there is a result. */
export function VisitCard({ requestId, mayCall }: CardProps) {
  const { t } = useTranslation('after');
  const [called, setCalled] = useState<string | null>(null);
  const visits = useRoute('requestVisits', { requestId }, { refreshMs: 30_000 }).data?.visits ?? [];
  const visit = visits.find(({ id }) => id === called);
  if (visits.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="visits">
      <h2 id="visits">{t('visits.title')}</h2>
      <ul className="stack">
        {visits.map((each) => (
          <VisitRow key={each.id} visit={each} onCall={mayCall ? () => setCalled(each.id) : undefined} />
        ))}
      </ul>
      {visit && <VisitDialog visit={visit} onClose={() => setCalled(null)} />}
    </section>
  );
}

function VisitRow({ visit, onCall }: { visit: Visit; onCall: (() => void) | undefined }) {
  const { t } = useTranslation('after');
  const { state, dueAt, doneAt, by, note, tries, maxTries, number } = visit;
  const isOpen = state === 'due' || state === 'planned';
  return (
    <li className="stack">
      <div className="row">
        <VisitBadge visit={visit} />
        <span>
          {t('visits.dueAt')} {dayKey(dueAt)}
        </span>
        {isOpen && tries.length > 0 && (
          <span className="soft">{t('visits.triesOf', { n: tries.length, max: maxTries })}</span>
        )}
        {doneAt && (
          <span className="soft">
            {dateTime(doneAt)} {by}
          </span>
        )}
        {isOpen && onCall && (
          <Button aria-label={t('visits.callOf', { number })} onClick={onCall}>
            {t('visits.call')}
          </Button>
        )}
      </div>
      {note !== '' && <p className="visit-note">{note}</p>}
    </li>
  );
}
