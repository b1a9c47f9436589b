import { useTranslation } from 'react-i18next';
import { countdown } from '../../lib/time.ts';
import { inRoom } from '../../live/consultation-state.ts';
import { useConsultation, useConsultationNow, useMeeting } from '../../live-react/consultation-provider.tsx';
import { LinkWord, linkStateOf } from '../../live-react/link-word.tsx';

/** How the talk stands: its number, how long it goes on, the own line, and who is here. */
export function CallTop({ onPeople }: { onPeople: () => void }) {
  const { t } = useTranslation('consultation');
  const { requestNumber, current } = useMeeting();
  const link = useConsultation(linkStateOf);
  const nowMs = useConsultationNow();
  const startedMs = Date.parse(current?.startedAt ?? '');
  return (
    <header className="call-top">
      <strong>{requestNumber}</strong>
      <span>
        {Number.isNaN(startedMs)
          ? t('call.notStarted')
          : t('call.gone', { time: countdown(Math.max(startedMs, nowMs), startedMs) })}
      </span>
      {current?.phoneNotedAt && <span>{t('call.noted')}</span>}
      <LinkWord state={link} />
      <button type="button" className="call-top__people" onClick={onPeople}>
        {t('call.here', { n: inRoom(current?.people ?? []).length })}
      </button>
    </header>
  );
}
