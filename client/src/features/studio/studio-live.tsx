import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveState } from '../../live/live-state.ts';
import type { LocalMedia } from '../../live/local-media.ts';
import type { SoundGate } from '../../live/sound-gate.ts';
import { AnnouncementBanner } from '../../live-react/announcement-banner.tsx';
import { HallsSeen } from '../../live-react/halls-seen.tsx';
import { HeadsPanel } from '../../live-react/heads-panel.tsx';
import { LevelBar } from '../../live-react/level-bar.tsx';
import { SayReturn } from '../../live-react/pause-return.tsx';
import { PollBanner } from '../../live-react/poll-banner.tsx';
import { PollsPanel } from '../../live-react/polls-panel.tsx';
import { QuestionBanner } from '../../live-react/question-banner.tsx';
import { QuestionsPanel } from '../../live-react/questions-panel.tsx';
import { SlidesPanel } from '../../live-react/slides-panel.tsx';
import { StageHalls, StageSpeakers } from '../../live-react/stage-halls.tsx';
import { StagePanel } from '../../live-react/stage-panel.tsx';
import { useLive } from '../../live-react/use-live.ts';
import { useLevel, useLocalMediaState } from '../../live-react/use-local-media.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Notice } from '../../ui/plain/notice.tsx';
import { DeviceChoice } from './device-choice.tsx';
import { PermissionGuide } from './permission-guide.tsx';
import { StudioBar } from './studio-bar.tsx';
import { StudioFacts } from './studio-facts.tsx';
import { studioMemory } from './studio-memory.ts';
import { StudioStage } from './studio-stage.tsx';
import { type OnAir, useOnAir } from './use-on-air.ts';

type StudioLiveProps = {
  media: LocalMedia;
  gate: SoundGate | null;
  /** What stands above everything else. */
  top: ReactNode;
};

/** On air: what goes out, how the lecture stands, and the bar. */
export function StudioLive({ media, gate, top }: StudioLiveProps) {
  const { t } = useTranslation(['studio', 'live']);
  // After a reload the lecture goes on without a click, as far as the browser still allows camera and microphone.
  useEffect(() => {
    const { camera, microphone } = media.store.getState();
    if (camera.phase === 'off' && microphone.phase === 'off') void media.start();
  }, [media]);
  const [wasSharing, setWasSharing] = useState(() => studioMemory.isOn('sharing'));
  const onAir = useOnAir(media);
  const [isChoosing, setChoosing] = useState(false);
  const { screen, chosen } = useLocalMediaState(media);
  useEffect(() => studioMemory.note('sharing', screen !== null), [screen]);
  const isSharing = screen !== null;
  return (
    <main className="studio-live" id="content">
      <StudioFacts />
      {top}
      <SayReturn />
      <AnnouncementBanner />
      <QuestionBanner />
      <PollBanner />
      <div className="studio-middle">
        <StudioStage media={media} isCameraOff={onAir.isCameraOff} words={<StageWords media={media} onAir={onAir} />} />
        <StageHalls />
        <div className="studio-side">
          <SlidesPanel />
          <StagePanel />
          <HallsSeen />
          <QuestionsPanel />
          <PollsPanel />
          <HeadsPanel />
        </div>
      </div>
      <HallVoices gate={gate} speakerId={chosen.speaker} />
      {wasSharing && !isSharing && (
        <Notice look="attention" actions={<Button onClick={() => setWasSharing(false)}>{t('devices.close')}</Button>}>
          {t('live.shareLost')}
        </Notice>
      )}
      <DeviceTroubles media={media} />
      <StudioBar media={media} onAir={onAir} onDevices={() => setChoosing(true)} />
      {isChoosing && (
        <Dialog
          title={t('devices.title')}
          onClose={() => setChoosing(false)}
          actions={
            <Button look="primary" onClick={() => setChoosing(false)}>
              {t('devices.close')}
            </Button>
          }
        >
          <div className="stack">
            <LevelBar media={media} />
            <DeviceChoice media={media} gate={gate} />
          </div>
        </Dialog>
      )}
    </main>
  );
}

/** Halls on stage are heard in the studio; a browser that refuses says so where it can be mended. */
function HallVoices({ gate, speakerId }: { gate: SoundGate | null; speakerId: string }) {
  return <StageSpeakers isMuted={false} speakerId={speakerId} onBlocked={() => gate?.refuse()} />;
}

type OwnNotice = 'reconnecting' | 'stalled' | 'goingOnAir' | 'paused' | null;

/** What stands between the lecturer and the halls, the nearest cause first. */
export function ownNoticeOf({ connection, lecture, sending, local }: LiveState): { key: OwnNotice; attempt: number } {
  if (connection.phase !== 'open')
    return { key: 'reconnecting', attempt: 'attempt' in connection ? connection.attempt : 1 };
  if (lecture?.current.state === 'paused') return { key: 'paused', attempt: 0 };
  if (sending === 'stalled') return { key: 'stalled', attempt: 0 };
  const isStarting = local.camera === 'starting' || local.microphone === 'starting' || sending === 'connecting';
  return { key: isStarting ? 'goingOnAir' : null, attempt: 0 };
}

function StageWords({ media, onAir }: { media: LocalMedia; onAir: OnAir }) {
  const { t } = useTranslation('studio');
  const { key, attempt } = useLive(ownNoticeOf);
  const { screen } = useLocalMediaState(media);
  const level = useLevel(media);
  const words = [
    key && t(`live.${key}`, { attempt }),
    onAir.isMuted && t(level > 0.35 ? 'live.mutedSpeaking' : 'live.muted'),
    onAir.isCameraOff && t('live.cameraIsOff'),
    screen && key !== 'paused' && t('live.sharing'),
  ].filter((word) => typeof word === 'string');
  return (
    <div className="stage__notice" role="status" data-over-picture>
      <div className="stage__words">
        {words.map((word) => (
          <p key={word}>{word}</p>
        ))}
      </div>
    </div>
  );
}

function DeviceTroubles({ media }: { media: LocalMedia }) {
  const { t } = useTranslation(['studio', 'live']);
  const { camera, microphone } = useLocalMediaState(media);
  const troubles = [
    camera.phase === 'trouble' && { name: t('live:camera'), trouble: camera.trouble },
    microphone.phase === 'trouble' && { name: t('live:microphone'), trouble: microphone.trouble },
  ].filter((each) => each !== false);
  if (troubles.length === 0) return null;
  const retry = (
    <Button look="primary" onClick={() => void media.start()}>
      {t('check.retry')}
    </Button>
  );
  return (
    <div className="studio-troubles">
      {troubles.some(({ trouble }) => trouble === 'denied') && <PermissionGuide />}
      <Notice look="danger" actions={retry}>
        {troubles.map(({ name, trouble }) => (
          <div key={name}>
            {name}：{t(`live:trouble.${trouble}`)}
          </div>
        ))}
      </Notice>
    </div>
  );
}
