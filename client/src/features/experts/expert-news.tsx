import { useTranslation } from 'react-i18next';
import type { ExpertDetail } from '#shared/expert-profile.ts';
import { dateTime } from '../../lib/time.ts';
import { Notice } from '../../ui/plain/notice.tsx';

type WhoWhy = { at: string; by: string; reason: string };
const shown = ({ at, by, reason }: WhoWhy) => ({ at: dateTime(at), by, reason });

/** Why an expert is not in the pool, and how an appeal stands. Nothing for whoever is. */
export function ExpertNews({ expert: { suspension, removal, state } }: { expert: ExpertDetail }) {
  const { t } = useTranslation('experts');
  if (state === 'suspended' && suspension) {
    return <Notice look="attention">{t('detail.suspendedBy', shown(suspension))}</Notice>;
  }
  if (removal === null || (state !== 'removed' && removal.appeal === null)) return null;
  const { appeal } = removal;
  const decision = appeal?.decision;
  return (
    <Notice look={state === 'removed' ? 'danger' : 'info'}>
      <p>{t(removal.isBlacklisted ? 'detail.removedBy' : 'detail.declinedBy', shown(removal))}</p>
      {removal.isBlacklisted && (
        <p>{removal.until === null ? t('detail.forGood') : t('detail.until', { until: removal.until })}</p>
      )}
      {appeal && <p>{t('detail.appealText', { at: dateTime(appeal.at), text: appeal.text })}</p>}
      {decision && <p>{t(decision.isGranted ? 'detail.appealGranted' : 'detail.appealRejected', shown(decision))}</p>}
    </Notice>
  );
}

/** Every move with when, who and why, the newest first. */
export function ExpertHistory({ expert }: { expert: ExpertDetail }) {
  const { t } = useTranslation('experts');
  const rows = expert.history.map((row, index) => ({ ...row, key: `${index} ${row.at}` })).reverse();
  return (
    <section className="stack" aria-label={t('detail.history')}>
      <h3>{t('detail.history')}</h3>
      <ol className="stack">
        {rows.map(({ key, at, kind, by, reason }) => (
          <li key={key}>
            <div>
              {t(`detail.kind.${kind}`)} <span className="soft">{by}</span>
            </div>
            <div className="soft small">
              {dateTime(at)}
              {reason && ` · ${reason}`}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
