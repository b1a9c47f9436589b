import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/i18n.ts';
import { clockTime, countdown } from '../../lib/time.ts';
import type { DeviceState, LocalMedia } from '../../live/local-media.ts';
import type { SoundGate } from '../../live/sound-gate.ts';
import { LevelBar } from '../../live-react/level-bar.tsx';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { TrackView } from '../../live-react/track-view.tsx';
import { useLive, useServerNow } from '../../live-react/use-live.ts';
import { useLevel, useLocalMediaState } from '../../live-react/use-local-media.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { DeviceChoice } from './device-choice.tsx';
import { PermissionGuide } from './permission-guide.tsx';

const enterBeforeMs = 15 * 60_000;

type DeviceCheckProps = { media: LocalMedia; gate: SoundGate | null; intro: string; children?: ReactNode };

/** One look at oneself, one word into the microphone, and what follows from it. */
export function DeviceCheck({ media, gate, intro, children }: DeviceCheckProps) {
  const { t } = useTranslation(['studio', 'live']);
  const { camera, microphone } = useLocalMediaState(media);
  useEffect(() => void media.start(), [media]);
  const isDenied = [camera, microphone].some((state) => state.phase === 'trouble' && state.trouble === 'denied');
  const hasTrouble = camera.phase === 'trouble' || microphone.phase === 'trouble';
  return (
    <div className="check-page">
      <div className="check-page__picture">
        <TrackView track={camera.phase === 'on' ? camera.track : null} label={t('live:picture.own')} isMirrored />
        <DeviceWords camera={camera} microphone={microphone} />
      </div>
      <div className="check-page__side">
        <h2>{t('check.title')}</h2>
        <p className="soft">{intro}</p>
        {isDenied && <PermissionGuide />}
        {hasTrouble && (
          <div className="stack">
            {camera.phase === 'trouble' && (
              <Notice look="attention" title={t('live:camera')}>
                {t(`live:trouble.${camera.trouble}`)}
              </Notice>
            )}
            {microphone.phase === 'trouble' && (
              <Notice look="attention" title={t('live:microphone')}>
                {t(`live:trouble.${microphone.trouble}`)}
              </Notice>
            )}
            <Button look="primary" onClick={() => void media.start()}>
              {t('check.retry')}
            </Button>
          </div>
        )}
        {microphone.phase === 'on' && <Voice media={media} />}
        <DeviceChoice media={media} gate={gate} />
        {children}
      </div>
    </div>
  );
}

function DeviceWords({ camera, microphone }: { camera: DeviceState; microphone: DeviceState }) {
  const { t } = useTranslation('studio');
  if (camera.phase === 'asking' || microphone.phase === 'asking')
    return (
      <div className="check-page__ask" role="status">
        <strong>{t('check.askTitle')}</strong>
        <p>{t('check.ask')}</p>
      </div>
    );
  return camera.phase === 'on' ? null : <div className="check-page__ask">{t('check.noPicture')}</div>;
}

function Voice({ media }: { media: LocalMedia }) {
  const { t } = useTranslation('studio');
  const level = useLevel(media);
  const [wasHeard, setHeard] = useState(false);
  useEffect(() => {
    if (level > 0.2) setHeard(true);
  }, [level]);
  return (
    <div className="stack" role="status">
      <LevelBar media={media} />
      <p className={wasHeard ? 'fine-words' : 'soft'}>
        {wasHeard ? t('check.microphoneFine') : t('check.microphoneQuiet')}
      </p>
    </div>
  );
}

/** The lecturer's button. */
export function Start({ media }: { media: LocalMedia }) {
  const { t } = useTranslation('studio');
  const { camera, microphone } = useLocalMediaState(media);
  const language = useLanguage();
  const session = useLiveSession();
  const lecture = useLive((state) => state.lecture);
  const isJoined = useLive(({ join }) => join.phase === 'joined');
  const nowMs = useServerNow();
  const [isStarting, setStarting] = useState(false);
  const [error, setError] = useState<unknown>(null);
  if (!lecture) return null;
  const opensInMs = Date.parse(lecture.startAt) - enterBeforeMs;
  const isEarly = nowMs < opensInMs;
  const start = async () => {
    setStarting(true);
    setError(null);
    try {
      await session.direct('lecture:start');
    } catch (cause) {
      setError(cause);
    } finally {
      setStarting(false);
    }
  };
  return (
    <div className="stack">
      <p>
        {t('check.startsAt', { time: clockTime(lecture.startAt, language), n: lecture.plannedMinutes })} ·{' '}
        {t('check.waiting', { n: lecture.counts.waiting + lecture.counts.live })}
      </p>
      {microphone.phase === 'trouble' && <Notice look="danger">{t('check.noVoice')}</Notice>}
      {camera.phase === 'trouble' && <Notice look="attention">{t('check.noPicture')}</Notice>}
      {isEarly && <p>{t('check.tooEarly', { time: countdown(opensInMs, nowMs) })}</p>}
      <ErrorNotice error={error} />
      <Button look="primary" isLarge isBusy={isStarting || !isJoined} disabled={isEarly} onClick={() => void start()}>
        {t('check.start')}
      </Button>
    </div>
  );
}
