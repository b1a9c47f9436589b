import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/i18n.ts';
import { clockSeconds, clockTime, countdown, dayKey, dayName } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import type { SoundGate } from '../../live/sound-gate.ts';
import { useConnectionState } from '../../live-react/live-provider.tsx';
import { useSoundGateState } from '../../live-react/use-sound-gate.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ReadingAids } from '../../ui/plain/reading-aids.tsx';
import { hallMemory, isFineTest } from './hall-memory.ts';
import { IdlePhotos } from './own-photos.tsx';
import { SelfTest } from './self-test.tsx';
import type { HallHome } from './use-hall-home.ts';

type HallIdleProps = { home: HallHome; clockOffsetMs: number; gate: SoundGate; onErrand: () => void };
type Lecture = HallHome['lectures'][number];

const dayMs = 86_400_000;

/** Between lectures: the clock, what comes next, and whether this hall is ready for it. */
export function HallIdle({ home, clockOffsetMs, gate, onErrand }: HallIdleProps) {
  const language = useLanguage();
  const nowMs = useNow(1_000, clockOffsetMs);
  const now = new Date(nowMs).toISOString();
  const [isTesting, setTesting] = useState(false);
  const [next, ...later] = home.lectures;
  return (
    <main className="hall-page" id="content">
      <header className="hall-page__top">
        <div>
          <h1>{home.name}</h1>
          {home.townshipName !== home.name && <p className="soft">{home.townshipName}</p>}
        </div>
        <ReadingAids />
      </header>
      <div className="idle">
        <div className="idle__clock">
          <time className="idle__time" dateTime={now}>
            {clockSeconds(now, language)}
          </time>
          <p className="idle__date">{dayName(now, language, nowMs)}</p>
        </div>
        {next ? <NextLecture lecture={next} nowMs={nowMs} /> : <NoLecture />}
        <Readiness gate={gate} onTest={() => setTesting(true)} />
        <Errand onStart={onErrand} />
        {later.length > 0 && <Later lectures={later} />}
        <IdlePhotos />
      </div>
      {isTesting && <SelfTest gate={gate} onClose={() => setTesting(false)} />}
    </main>
  );
}

function NextLecture({ lecture, nowMs }: { lecture: Lecture; nowMs: number }) {
  const { t } = useTranslation('hall');
  const language = useLanguage();
  const startMs = Date.parse(lecture.startAt);
  const isToday = dayKey(lecture.startAt) === dayKey(new Date(nowMs).toISOString());
  const days = Math.ceil((startMs - nowMs) / dayMs);
  return (
    <section className="card idle__next">
      <h2>{t('idle.next')}</h2>
      <p className="idle__title">{lecture.title}</p>
      {lecture.topic && <p className="soft">{lecture.topic}</p>}
      <p>
        {isToday ? '' : `${dayName(lecture.startAt, language, nowMs)} `}
        {clockTime(lecture.startAt, language)} · {t('idle.lecturer', { name: lecture.lecturerName })} ·{' '}
        {t('idle.minutes', { n: lecture.plannedMinutes })}
      </p>
      <p className="idle__countdown" role="timer">
        {days > 2 ? (
          t('idle.days', { n: days })
        ) : (
          <>
            <span>{t('idle.countdown')}</span> <strong>{countdown(startMs, nowMs)}</strong>
          </>
        )}
      </p>
      <p className="soft">{t('idle.entersItself')}</p>
    </section>
  );
}

function NoLecture() {
  const { t } = useTranslation('hall');
  return (
    <section className="card idle__next">
      <h2>{t('idle.none')}</h2>
      <p className="soft">{t('idle.noneHint')}</p>
    </section>
  );
}

function Readiness({ gate, onTest }: { gate: SoundGate; onTest: () => void }) {
  const { t } = useTranslation('hall');
  const language = useLanguage();
  const connection = useConnectionState();
  const sound = useSoundGateState(gate);
  const isConnected = connection.phase === 'open';
  const isReady = isConnected && sound === 'open';
  const tested = hallMemory.lastTest();
  const soundWord = { open: t('idle.soundOn'), blocked: t('idle.soundOff'), unknown: t('idle.soundUnknown') }[sound];
  return (
    <section className={isReady ? 'card readiness readiness--ready' : 'card readiness'}>
      <h2 role="status">{isReady ? t('idle.ready') : t('idle.notReady')}</h2>
      <dl className="readiness__facts">
        <div data-fine={isConnected || undefined}>
          <dt>{t('idle.connection')}</dt>
          <dd>
            {isConnected
              ? t('idle.connected')
              : t('idle.disconnected', { attempt: 'attempt' in connection ? connection.attempt : 1 })}
          </dd>
        </div>
        <div data-fine={sound === 'open' || undefined}>
          <dt>{t('idle.sound')}</dt>
          <dd>{soundWord}</dd>
        </div>
      </dl>
      <p className="soft">
        {tested
          ? t('idle.tested', {
              time: `${dayName(tested.at, language)} ${clockTime(tested.at, language)}`,
              result: isFineTest(tested) ? t('idle.testedFine') : t('idle.testedTrouble'),
            })
          : t('idle.never')}
      </p>
      <div className="row">
        {sound === 'blocked' && (
          <Button look="primary" isLarge onClick={() => void gate.unlock()}>
            {t('idle.enableSound')}
          </Button>
        )}
        <Button isLarge onClick={onTest}>
          {t('idle.selfTest')}
        </Button>
      </div>
      <p className="soft">{t('idle.readyHint')}</p>
    </section>
  );
}

/** 代办: somebody without a phone, or who does not manage alone, comes to the hall. */
function Errand({ onStart }: { onStart: () => void }) {
  const { t } = useTranslation('hall');
  return (
    <section className="card row row--apart idle__errand">
      <div>
        <h2>{t('idle.errand')}</h2>
        <p className="soft">{t('idle.errandHint')}</p>
      </div>
      <Button isLarge onClick={onStart}>
        {t('idle.errandAct')}
      </Button>
    </section>
  );
}

function Later({ lectures }: { lectures: readonly Lecture[] }) {
  const { t } = useTranslation('hall');
  const language = useLanguage();
  return (
    <section className="card idle__later">
      <h2>{t('idle.later')}</h2>
      <ul>
        {lectures.map((lecture) => (
          <li key={lecture.id}>
            <span>
              {dayName(lecture.startAt, language)} {clockTime(lecture.startAt, language)}
            </span>
            <strong>{lecture.title}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
