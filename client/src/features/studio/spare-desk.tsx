import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOpenQuestion } from '#shared/questions.ts';
import { paths } from '../../lib/paths.ts';
import { countdown } from '../../lib/time.ts';
import { useAct } from '../../lib/use-act.ts';
import { fromLecturer } from '../../live/live-state.ts';
import type { SoundGate } from '../../live/sound-gate.ts';
import { AnnouncementBanner } from '../../live-react/announcement-banner.tsx';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { PollBanner } from '../../live-react/poll-banner.tsx';
import { QuestionBanner } from '../../live-react/question-banner.tsx';
import { StageSpeakers } from '../../live-react/stage-halls.tsx';
import { TrackSound } from '../../live-react/track-sound.tsx';
import { useLive, useServerNow } from '../../live-react/use-live.ts';
import { useQuestions } from '../../live-react/use-questions.ts';
import { useStage } from '../../live-react/use-stage.ts';
import { useTeacherGone } from '../../live-react/use-teacher-gone.ts';
import { WatchStage } from '../../live-react/watch-stage.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';

/** What a spare sees: how the lecture goes, what the halls see, and the one button when its lecturer is gone. */
export function SpareDesk({ isOnAir, gate }: { isOnAir: boolean; gate: SoundGate | null }) {
  return (
    <>
      <TakeOver />
      <AnnouncementBanner />
      <QuestionBanner />
      <PollBanner />
      <SpareFacts />
      {isOnAir && <Watch gate={gate} />}
    </>
  );
}

function TakeOver() {
  const { t } = useTranslation('studio');
  const session = useLiveSession();
  const name = useLive(({ lecture }) => lecture?.current.teacher.name ?? '');
  const isGone = useTeacherGone();
  const take = useAct(() => session.takeOver());
  return (
    <>
      {isGone ? (
        <Notice
          look="danger"
          title={t('spare.gone', { name })}
          actions={
            <Button look="primary" isLarge isBusy={take.isBusy} onClick={take.run}>
              {t('spare.takeOver')}
            </Button>
          }
        >
          {t('spare.goneHint', { name })}
        </Notice>
      ) : (
        <Notice title={t('spare.title', { name })}>{t('spare.hint', { name })}</Notice>
      )}
      <ErrorNotice error={take.error} />
    </>
  );
}

function SpareFacts() {
  const { t } = useTranslation('studio');
  const lecture = useLive((state) => state.lecture);
  const hands = useStage().hands.length;
  const questions = useQuestions().filter(isOpenQuestion).length;
  const now = useServerNow();
  if (!lecture) return null;
  const { counts, current, startAt } = lecture;
  const startMs = Date.parse(startAt);
  const here = counts.live + counts.waiting;
  return (
    <div className="row">
      {current.state === 'published' && now < startMs && (
        <strong role="timer">{t('spare.startsIn', { time: countdown(startMs, now) })}</strong>
      )}
      <span>{t('spare.counts', { here, expected: counts.expected, hands, questions })}</span>
      <a href={`${paths.lecture(lecture.lectureId)}?tab=slides`} target="_blank" rel="noreferrer">
        {t('spare.materials')}
      </a>
    </div>
  );
}

/** Sound only when asked for: who sits in the next room hears the lecture already. */
function Watch({ gate }: { gate: SoundGate | null }) {
  const { t } = useTranslation('studio');
  const voice = useLive(({ remote }) => fromLecturer(remote).microphone?.mediaTrack ?? null);
  const [isListening, setListening] = useState(false);
  const refuse = () => gate?.refuse();
  return (
    <section className="stack" aria-label={t('spare.watch')}>
      <div className="row row--apart">
        <h2>{t('spare.watch')}</h2>
        <Button aria-pressed={isListening} onClick={() => setListening(!isListening)}>
          {t(isListening ? 'spare.silent' : 'spare.listen')}
        </Button>
      </div>
      <div className="spare-watch">
        <WatchStage hallId={null} />
      </div>
      {voice && <TrackSound track={voice} isMuted={!isListening} onBlocked={refuse} attempt={String(isListening)} />}
      <StageSpeakers isMuted={!isListening} onBlocked={refuse} />
    </section>
  );
}
