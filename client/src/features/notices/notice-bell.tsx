import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { paths } from '../../lib/paths.ts';
import { useRoute } from '../../lib/query.ts';
import { toast } from '../../ui/plain/toast.tsx';
import { chime } from './chime.ts';
import './notices.css';

const LOOK_EVERY_MS = 10_000;

/** How many notices wait, on every page of the console; what cannot wait also sounds and says itself. */
export function NoticeBell() {
  const { t } = useTranslation('notices');
  const answer = useRoute('listNotices', { limit: 20 }, { refreshMs: LOOK_EVERY_MS });
  const newest = useRef<string | null>(null);
  const rows = answer.data?.rows;
  useEffect(() => {
    const first = rows?.[0];
    if (!first) return;
    const seen = newest.current;
    newest.current = first.id;
    // What was there when the page was opened is told by the number alone.
    if (seen === null || seen === first.id) return;
    const arrived = rows.slice(
      0,
      Math.max(
        0,
        rows.findIndex(({ id }) => id === seen),
      ),
    );
    const urgent = arrived.find((each) => each.readAt === null && each.rings);
    if (!urgent) return;
    chime();
    toast(urgent.text);
  }, [rows]);
  const unread = answer.data?.unread ?? 0;
  return (
    <NavLink className="bell" to={paths.notices}>
      {t('bell')}
      {unread > 0 && (
        <span className="bell__count">
          <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
          <span className="visually-hidden">{t('unread', { n: unread })}</span>
        </span>
      )}
    </NavLink>
  );
}
