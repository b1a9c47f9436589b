import { useTranslation } from 'react-i18next';
import type { MatterNotice } from '#shared/notices.ts';
import { useMatterRoute } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import './notices.css';

/** What the citizen or another party was told, when, and whether it reached the telephone. */
export function MatterNotices() {
  const { t } = useTranslation('notices');
  const notices = useMatterRoute('matterNotices', {}, { refreshMs: 15_000 }).data?.notices ?? [];
  if (notices.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="matter-notices">
      <h2 id="matter-notices">{t('card.title')}</h2>
      <ul className="stack">
        {notices.map((notice) => (
          <li key={notice.id} className="notice-list__told">
            <p>{notice.text}</p>
            <p className="soft">
              <time dateTime={notice.at}>{dateTime(notice.at)}</time>
              {notice.toPhone && <> · {t(`card.${stateOf(notice.toPhone)}`)}</>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function stateOf({ way, state }: NonNullable<MatterNotice['toPhone']>) {
  if (way === 'call') return state === 'sent' ? 'called' : state === 'failed' ? 'notReached' : 'toCall';
  return state === 'sent' ? 'sent' : state === 'waiting' ? 'waiting' : 'notReached';
}
