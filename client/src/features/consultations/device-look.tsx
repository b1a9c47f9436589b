import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceState, LocalMedia } from '../../live/local-media.ts';
import type { SoundGate } from '../../live/sound-gate.ts';
import { LevelBar } from '../../live-react/level-bar.tsx';
import { TrackView } from '../../live-react/track-view.tsx';
import { useLevel, useLocalMediaState } from '../../live-react/use-local-media.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Notice } from '../../ui/plain/notice.tsx';
import { callMemory } from './call-memory.ts';
import { OtherBrowserHelp, PermissionHelp } from './guides.tsx';

const isTrouble = (state: DeviceState, trouble: string): boolean =>
  state.phase === 'trouble' && state.trouble === trouble;

/** In passing, while waiting: one tap asks for camera and microphone, then one sees oneself and one's voice. */
export function DeviceLook({ media, gate }: { media: LocalMedia; gate: SoundGate | null }) {
  const { t } = useTranslation(['consultation', 'live']);
  const { camera, microphone } = useLocalMediaState(media);
  const open = () => {
    callMemory.note('opened', true);
    void gate?.unlock();
    void media.start();
  };
  // After a reload or a phone's sleep it goes on without a tap, as far as the browser still allows it.
  useEffect(() => {
    const now = media.store.getState();
    if (callMemory.isOn('opened') && now.camera.phase === 'off' && now.microphone.phase === 'off') void media.start();
  }, [media]);
  const both = [camera, microphone];
  if (both.some((state) => isTrouble(state, 'unsupported'))) return <OtherBrowserHelp />;
  const isDenied = both.some((state) => isTrouble(state, 'denied'));
  const hasTrouble = both.some(({ phase }) => phase === 'trouble');
  const isAsking = both.some(({ phase }) => phase === 'asking');
  return (
    <section className="look" aria-label={t('check.title')}>
      {camera.phase === 'on' && (
        <div className="look__picture">
          <TrackView track={camera.track} label={t('call.ownPicture')} isMirrored isCropped />
        </div>
      )}
      {both.every(({ phase }) => phase === 'off') && (
        <div className="look__start">
          <Button look="primary" isLarge onClick={open}>
            {t('check.start')}
          </Button>
          <p className="soft">{t('check.startHint')}</p>
        </div>
      )}
      {isAsking && (
        <p className="look__ask" role="status">
          {t('check.asking')}
        </p>
      )}
      {isDenied && <PermissionHelp />}
      {hasTrouble && (
        <div className="stack">
          {camera.phase === 'trouble' && !isDenied && (
            <Notice look="attention" title={t('check.noCamera')}>
              {t(`live:trouble.${camera.trouble}`)}
            </Notice>
          )}
          {microphone.phase === 'trouble' && !isDenied && (
            <Notice look="danger" title={t('check.noMicrophone')}>
              {t(`live:trouble.${microphone.trouble}`)}
            </Notice>
          )}
          <Button look="primary" isLarge onClick={open}>
            {t('check.retry')}
          </Button>
        </div>
      )}
      {microphone.phase === 'on' && <Voice media={media} />}
      {microphone.phase === 'on' && gate && (
        <div className="row">
          <Button onClick={() => gate.playTone(media.store.getState().chosen.speaker)}>{t('check.sound')}</Button>
          <span className="soft">{t('check.soundHint')}</span>
        </div>
      )}
    </section>
  );
}

function Voice({ media }: { media: LocalMedia }) {
  const { t } = useTranslation('consultation');
  const level = useLevel(media);
  const [wasHeard, setHeard] = useState(false);
  useEffect(() => {
    if (level > 0.2) setHeard(true);
  }, [level]);
  return (
    <div className="look__voice" role="status">
      <LevelBar media={media} />
      <p className={wasHeard ? 'look__fine' : 'soft'}>{wasHeard ? t('check.heard') : t('check.speak')}</p>
    </div>
  );
}
