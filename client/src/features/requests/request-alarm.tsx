import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../lib/paths.ts';
import { useRoute } from '../../lib/query.ts';
import { LinkButton } from '../../ui/plain/button.tsx';
import { Notice } from '../../ui/plain/notice.tsx';

/** Rings an organizer when an urgent matter has come, and says how many wait. */
export function RequestAlarm() {
  const { t } = useTranslation('requests');
  const alarms = useRoute('requestAlarms', {}, { refreshMs: 5_000 }).data;
  const rung = useRef<string | null>(null);
  const newest = alarms?.newestUrgent ?? null;
  const newestId = newest?.id ?? null;
  useEffect(() => {
    if (newestId === null || newestId === rung.current) return;
    rung.current = newestId;
    ring();
  }, [newestId]);
  if (!alarms) return null;
  return (
    <>
      {newest && (
        <Notice look="danger" actions={<LinkButton to={paths.request(newest.id)}>{t('desk.alarmOpen')}</LinkButton>}>
          {t('desk.alarm', { number: newest.number })}
        </Notice>
      )}
      <p role="status">{t('desk.counts', { toDispatch: alarms.toDispatch, overdue: alarms.overdue })}</p>
    </>
  );
}

/** Two short tones; silent where the browser wants a touch first. */
function ring(): void {
  const context = new AudioContext();
  const tone = context.createOscillator();
  tone.frequency.value = 880;
  tone.connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.6);
  tone.onended = () => void context.close();
}
