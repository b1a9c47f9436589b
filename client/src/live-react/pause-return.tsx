import { useTranslation } from 'react-i18next';
import { useLanguage } from '../lib/i18n.ts';
import { clockTime, countdown } from '../lib/time.ts';
import { useAct } from '../lib/use-act.ts';
import { ErrorNotice, Notice } from '../ui/plain/notice.tsx';
import { useLiveSession } from './live-provider.tsx';
import { useLive, useServerNow } from './use-live.ts';
import './stage.css';

const useResumesAt = (): string | null =>
  useLive(({ lecture }) => (lecture?.current.state === 'paused' ? lecture.current.resumesAt : null));

/** In a pause, for everybody: when it is to go on, where that was said. */
export function PauseReturn() {
  const { t } = useTranslation('live');
  const language = useLanguage();
  const resumesAt = useResumesAt();
  const now = useServerNow();
  if (resumesAt === null) return null;
  const at = Date.parse(resumesAt);
  return (
    <p>
      {now < at
        ? t('pause.until', { time: clockTime(resumesAt, language), left: countdown(at, now) })
        : t('pause.passed', { time: clockTime(resumesAt, language) })}
    </p>
  );
}

const choices = [3, 5, 10, 15, 20, 30];

/** In a pause, for who directs: tells every hall when it is to go on. Nothing goes on by itself. */
export function SayReturn() {
  const { t } = useTranslation('live');
  const language = useLanguage();
  const session = useLiveSession();
  const isPaused = useLive(({ lecture }) => lecture?.current.state === 'paused');
  const resumesAt = useResumesAt();
  const say = useAct((minutes: number | null) => session.sayReturn(minutes));
  if (!isPaused) return null;
  return (
    <>
      <Notice
        look="attention"
        actions={
          <select
            className="input say-return"
            aria-label={t('pause.tell')}
            disabled={say.isBusy}
            value=""
            onChange={(event) => say.run(event.target.value === 'none' ? null : Number(event.target.value))}
          >
            <option value="">{t('pause.choose')}</option>
            {choices.map((minutes) => (
              <option key={minutes} value={minutes}>
                {t('pause.in', { n: minutes })}
              </option>
            ))}
            {resumesAt !== null && <option value="none">{t('pause.takeBack')}</option>}
          </select>
        }
      >
        {resumesAt === null ? t('pause.tell') : t('pause.told', { time: clockTime(resumesAt, language) })}
      </Notice>
      <ErrorNotice error={say.error} />
    </>
  );
}
