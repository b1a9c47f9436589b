import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/use-act.ts';
import type { LocalMedia } from '../../live/local-media.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { MediaButton } from '../../live-react/media-button.tsx';
import { useLive } from '../../live-react/use-live.ts';
import { useLocalMediaState } from '../../live-react/use-local-media.ts';
import { useAsk, useStage } from '../../live-react/use-stage.ts';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import type { OnAir } from './use-on-air.ts';
import { useShortcuts } from './use-shortcuts.ts';

type StudioBarProps = { media: LocalMedia; onAir: OnAir; onDevices: () => void };

/** Five things a lecturer does, with their keys, and the end of the lecture apart from them. */
export function StudioBar({ media, onAir, onDevices }: StudioBarProps) {
  const { t } = useTranslation('studio');
  const session = useLiveSession();
  const { screen } = useLocalMediaState(media);
  const isPaused = useLive(({ lecture }) => lecture?.current.state === 'paused');
  const count = useLive(({ lecture }) => (lecture ? lecture.counts.live + lecture.counts.waiting : 0));
  const [isEnding, setEnding] = useState(false);
  const [isShareRefused, setShareRefused] = useState(false);
  const pause = useAct(() => session.direct(isPaused ? 'lecture:resume' : 'lecture:pause'));
  const end = useAct(() => session.direct('lecture:end'));

  const toggleMuted = () => onAir.setMuted(!onAir.isMuted);
  const toggleCamera = () => onAir.setCameraOff(!onAir.isCameraOff);
  const toggleShare = () => {
    setShareRefused(false);
    if (screen) media.stopScreen();
    else media.shareScreen().catch(() => setShareRefused(true));
  };
  const last = useStage().places.at(-1);
  const ask = useAsk();
  const takeBack = () => {
    if (last) ask.run('stage:takeBack', { hallId: last.hallId });
  };
  useShortcuts({ b: takeBack, m: toggleMuted, v: toggleCamera, s: toggleShare, p: pause.run });
  const key = (letter: string) => t('live.key', { key: letter });
  return (
    <>
      <ErrorNotice error={pause.error} />
      {isShareRefused && <Notice look="danger">{t('live.shareFailed')}</Notice>}
      <div className="media-bar media-bar--studio" role="toolbar" aria-label={t('live.label')}>
        <div className="media-bar__buttons">
          <MediaButton
            icon={onAir.isMuted ? 'microphoneOff' : 'microphone'}
            word={onAir.isMuted ? t('live.unmute') : t('live.mute')}
            look={onAir.isMuted ? 'off' : 'plain'}
            extra={key('M')}
            onClick={toggleMuted}
          />
          <MediaButton
            icon={onAir.isCameraOff ? 'cameraOff' : 'camera'}
            word={onAir.isCameraOff ? t('live.cameraOn') : t('live.cameraOff')}
            look={onAir.isCameraOff ? 'off' : 'plain'}
            extra={key('V')}
            onClick={toggleCamera}
          />
          <MediaButton
            icon={screen ? 'screenOff' : 'screen'}
            word={screen ? t('live.stopShare') : t('live.share')}
            look={screen ? 'primary' : 'plain'}
            extra={key('S')}
            onClick={toggleShare}
          />
          <MediaButton
            icon={isPaused ? 'play' : 'pause'}
            word={isPaused ? t('live.resume') : t('live.pause')}
            look={isPaused ? 'off' : 'plain'}
            isBusy={pause.isBusy}
            extra={key('P')}
            onClick={pause.run}
          />
          <MediaButton icon="devices" word={t('live.devices')} onClick={onDevices} />
        </div>
        <MediaButton icon="end" word={t('live.end')} look="danger" onClick={() => setEnding(true)} />
      </div>
      {isEnding && (
        <Confirm
          title={t('end.title')}
          act={t('end.act')}
          isDanger
          isBusy={end.isBusy}
          error={end.error}
          onConfirm={end.run}
          onCancel={() => setEnding(false)}
        >
          <p>{t('end.words', { n: count })}</p>
        </Confirm>
      )}
    </>
  );
}
