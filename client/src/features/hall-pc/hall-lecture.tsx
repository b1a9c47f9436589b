import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '../../lib/error-text.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { clockTime, countdown } from '../../lib/time.ts';
import { fromLecturer } from '../../live/live-state.ts';
import type { SoundGate } from '../../live/sound-gate.ts';
import { AnnouncementBanner } from '../../live-react/announcement-banner.tsx';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { PollBanner } from '../../live-react/poll-banner.tsx';
import { QuestionBanner } from '../../live-react/question-banner.tsx';
import { useSavingChoice } from '../../live-react/saving-choice.tsx';
import { StageSpeakers } from '../../live-react/stage-halls.tsx';
import { TrackSound } from '../../live-react/track-sound.tsx';
import { useLive, useServerNow } from '../../live-react/use-live.ts';
import { usePlanClock } from '../../live-react/use-plan-clock.ts';
import { WatchStage } from '../../live-react/watch-stage.tsx';
import { HallBar } from './hall-bar.tsx';
import { HeadsPad, HeadsReminder } from './hall-heads.tsx';
import { HallHelp } from './hall-help.tsx';
import { HallMessages } from './hall-message.tsx';
import { HallPhoto } from './hall-photo.tsx';
import { HallPlace, useOwnPlace } from './hall-place.tsx';
import { PollStrip, PollVote } from './hall-poll.tsx';
import { AskQuestion } from './hall-question.tsx';
import { HallSwitches } from './hall-switches.tsx';
import { SelfTest } from './self-test.tsx';
import { SoundOverlay } from './sound-overlay.tsx';
import { useHallSound } from './use-hall-sound.ts';
import { usePhotoDraft } from './use-photo-draft.ts';

type HallLectureProps = {
  hallId: string;
  hallName: string;
  /** Of the county, where the screen does not help. */
  telephone: string;
  gate: SoundGate;
  /** The schedule still has this lecture as one to be in. */
  isStillOn: boolean;
  onOver: () => void;
};

const thanksMs = 60_000;
/** News of the end may come a moment after the schedule lost the lecture. */
const newsMs = 10_000;

/** The hall in its lecture: waiting, seeing and hearing, thanked. Goes through all of it without a hand. */
export function HallLecture({ hallId, hallName, telephone, gate, isStillOn, onOver }: HallLectureProps) {
  const state = useLive(({ lecture }) => lecture?.current.state ?? null);
  const sound = useHallSound(gate);
  useSavingChoice(useLiveSession().room);
  const place = useOwnPlace(hallId);
  const isSending = place === 'preview' || place === 'onStage';
  const [panel, setPanel] = useState<'none' | 'test' | 'help' | 'heads' | 'photo' | 'ask' | 'poll'>('none');
  const photo = usePhotoDraft(isSending);
  const isOver = state === 'ended' || state === 'cancelled' || state === 'lapsed';
  useEffect(() => {
    if (isStillOn) return;
    const timer = setTimeout(onOver, isOver ? thanksMs : newsMs);
    return () => clearTimeout(timer);
  }, [isOver, isStillOn, onOver]);

  if (isOver) return <Thanks isCancelled={state !== 'ended'} />;
  return (
    <main className="hall-live" id="content">
      <AnnouncementBanner />
      <QuestionBanner />
      <PollBanner />
      <HallMessages hallId={hallId} />
      {state === null || state === 'published' ? (
        <>
          <Waiting />
          <HallPlace hallId={hallId} gate={gate} />
        </>
      ) : (
        <div className="hall-live__middle" data-own={isSending || undefined}>
          <WatchStage hallId={hallId} />
          <HallPlace hallId={hallId} gate={gate} />
        </div>
      )}
      {panel !== 'heads' && <HeadsReminder hallId={hallId} onReport={() => setPanel('heads')} />}
      {panel !== 'poll' && <PollStrip onVote={() => setPanel('poll')} />}
      <HallSpeaker gate={gate} isMuted={!sound.isOn} isDucked={isSending} />
      <HallBar
        hallId={hallId}
        sound={sound}
        onTest={() => setPanel('test')}
        onHelp={() => setPanel('help')}
        onHeads={() => setPanel('heads')}
        onAsk={() => setPanel('ask')}
      />
      {sound.isBlocked && panel === 'none' && <SoundOverlay onTouch={() => void gate.unlock()} />}
      {panel === 'heads' && (
        <HeadsPad hallId={hallId} onPhoto={() => setPanel('photo')} onClose={() => setPanel('none')} />
      )}
      {panel === 'photo' && <HallPhoto photo={photo} isOnStage={isSending} onClose={() => setPanel('none')} />}
      {panel === 'ask' && <AskQuestion hallId={hallId} onClose={() => setPanel('none')} />}
      {panel === 'poll' && (
        <PollVote hallId={hallId} onReport={() => setPanel('heads')} onClose={() => setPanel('none')} />
      )}
      {panel === 'test' && (
        <SelfTest gate={gate} onClose={() => setPanel('none')}>
          <HallSwitches sound={sound} onClose={() => setPanel('none')} />
        </SelfTest>
      )}
      {panel === 'help' && (
        <HallHelp
          hallId={hallId}
          hallName={hallName}
          telephone={telephone}
          isSoundOn={sound.isOn}
          onClose={() => setPanel('none')}
        />
      )}
    </main>
  );
}

/** In a room whose microphone is open the loudspeaker is turned down, so that the others do not hear themselves. */
const duckedVolume = 0.3;

function HallSpeaker({ gate, isMuted, isDucked }: { gate: SoundGate; isMuted: boolean; isDucked: boolean }) {
  const track = useLive(({ remote }) => fromLecturer(remote).microphone?.mediaTrack ?? null);
  const volume = isDucked ? duckedVolume : 1;
  const refuse = () => gate.refuse();
  return (
    <>
      {track && (
        <TrackSound track={track} isMuted={isMuted} volume={volume} onBlocked={refuse} attempt={String(isMuted)} />
      )}
      <StageSpeakers isMuted={isMuted} volume={volume} onBlocked={refuse} />
    </>
  );
}

function Waiting() {
  const { t } = useTranslation(['hall', 'live']);
  const language = useLanguage();
  const lecture = useLive((state) => state.lecture);
  const join = useLive((state) => state.join);
  const isOpen = useLive(({ connection }) => connection.phase === 'open');
  const attempt = useLive(({ connection }) => ('attempt' in connection ? connection.attempt : 1));
  const nowMs = useServerNow();
  const late = usePlanClock()?.lateMinutes ?? 0;
  const startMs = lecture ? Date.parse(lecture.startAt) : nowMs;
  return (
    <div className="waiting">
      {lecture && (
        <>
          <p className="waiting__lead" data-late={late > 0 || undefined}>
            {nowMs < startMs ? t('waiting.title') : late > 0 ? t('waiting.late', { n: late }) : t('waiting.overdue')}
          </p>
          <h1 className="waiting__title">{lecture.title}</h1>
          {lecture.topic && <p>{lecture.topic}</p>}
          <p>
            {clockTime(lecture.startAt, language)} · {t('idle.lecturer', { name: lecture.lecturerName })} ·{' '}
            {t('idle.minutes', { n: lecture.plannedMinutes })}
          </p>
          {nowMs < startMs && (
            <p className="idle__countdown" role="timer">
              <span>{t('idle.countdown')}</span> <strong>{countdown(startMs, nowMs)}</strong>
            </p>
          )}
          <p className="waiting__hint">{t('waiting.hint')}</p>
        </>
      )}
      <p className="waiting__state" role="status">
        {!isOpen
          ? t('live:notice.reconnecting', { attempt })
          : join.phase === 'refused'
            ? `${t('refused', { sentence: errorWords(join.error).sentence })} ${t('refusedHint')}`
            : join.phase !== 'joined' && t('live:notice.entering')}
      </p>
    </div>
  );
}

function Thanks({ isCancelled }: { isCancelled: boolean }) {
  const { t } = useTranslation('hall');
  const title = useLive(({ lecture }) => lecture?.title ?? '');
  return (
    <main className="hall-live" id="content">
      <div className="waiting">
        <p className="waiting__lead">{title}</p>
        <h1 className="waiting__title">{isCancelled ? t('ended.cancelled') : t('ended.title')}</h1>
        <p className="waiting__hint">{isCancelled ? t('ended.cancelledHint') : t('ended.hint')}</p>
      </div>
    </main>
  );
}
