import { useTranslation } from 'react-i18next';
import type { Notice } from '#shared/notices.ts';
import { paths } from '../../lib/paths.ts';
import { dateTime } from '../../lib/time.ts';
import { Badge } from '../../ui/plain/badge.tsx';
import { LinkButton } from '../../ui/plain/button.tsx';
import './notices.css';

/** What somebody was told, newest first, each leading to what it is about. */
export function NoticeRows({ rows }: { rows: readonly Notice[] }) {
  const { t } = useTranslation('notices');
  return (
    <ul className="notice-list">
      {rows.map(({ id, text, at, readAt, requestId }) => (
        <li key={id} className={readAt ? 'notice-list__one' : 'notice-list__one notice-list__one--new'}>
          <div className="notice-list__words">
            <p>
              {text} {!readAt && <Badge look="info">{t('new')}</Badge>}
            </p>
            <p className="soft small">{dateTime(at)}</p>
          </div>
          {requestId && <LinkButton to={paths.request(requestId)}>{t('open')}</LinkButton>}
        </li>
      ))}
    </ul>
  );
}
