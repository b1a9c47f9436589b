import { useTranslation } from 'react-i18next';
import { dateTime } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { Badge } from '../../ui/plain/badge.tsx';

type Due = { dueAt: string | null; isOverdue: boolean };

/** By when, and how much of it is left; red once it is over. */
export function DueWords({ due: { dueAt, isOverdue } }: { due: Due }) {
  const { t } = useTranslation('desk');
  const now = useNow(30_000);
  if (dueAt === null) {
    return isOverdue ? (
      <Badge look="danger">{t('matters.overdue')}</Badge>
    ) : (
      <span className="soft">{t('matters.noDue')}</span>
    );
  }
  const left = Date.parse(dueAt) - now;
  return (
    <span className="desk-due">
      <span>{dateTime(dueAt)}</span>
      {isOverdue || left < 0 ? (
        <Badge look="danger">{t('matters.overdueBy', { left: roughly(-left, t) })}</Badge>
      ) : (
        <span className="soft small">{t('matters.left', { left: roughly(left, t) })}</span>
      )}
    </span>
  );
}

type Words = (key: 'span.minutes' | 'span.hours' | 'span.days', values: { n: number }) => string;

/** The largest unit that says it: minutes below two hours, hours below two days, then days. */
function roughly(ms: number, t: Words): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 120) return t('span.minutes', { n: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? t('span.hours', { n: hours }) : t('span.days', { n: Math.round(hours / 24) });
}
