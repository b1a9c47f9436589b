import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckResult } from '#shared/help.ts';
import type { DeviceState, LocalMedia } from '../../live/local-media.ts';
import type { SoundGate } from '../../live/sound-gate.ts';
import { LevelBar } from '../../live-react/level-bar.tsx';
import { useConnectionState } from '../../live-react/live-provider.tsx';
import { SavingChoiceField } from '../../live-react/saving-choice.tsx';
import { TrackView } from '../../live-react/track-view.tsx';
import { useLocalMedia, useLocalMediaState } from '../../live-react/use-local-media.ts';
import { Badge } from '../../ui/plain/badge.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { ReadingAids } from '../../ui/plain/reading-aids.tsx';
import { hallMemory } from './hall-memory.ts';

type Heard = 'untold' | 'heard' | 'notHeard';

type SelfTestProps = {
  gate: SoundGate;
  onClose: () => void;
  /** What is switched here while a lecture is on. */
  children?: ReactNode;
};

/** Sound, camera, microphone and line, one after the other, each with what to do when it fails. */
export function SelfTest({ gate, onClose, children }: SelfTestProps) {
  const { t } = useTranslation(['hall', 'live']);
  const media = useLocalMedia();
  const [heard, setHeard] = useState<Heard>('untold');
  const isConnected = useConnectionState().phase === 'open';
  const finish = () => {
    const found = { heard: heardResult[heard], ...devicesOf(media) };
    const isTested = Object.values(found).some((each) => each !== 'untested');
    if (isTested) hallMemory.rememberTest({ at: new Date().toISOString(), ...found });
    onClose();
  };
  return (
    <Dialog
      title={t('test.title')}
      isWide
      onClose={finish}
      actions={
        <Button look="primary" isLarge onClick={finish}>
          {heard === 'untold' ? t('test.close') : t('test.done')}
        </Button>
      }
    >
      <div className="stack">
        <div className="row">
          <p className="soft">{t('test.intro')}</p>
          <ReadingAids />
        </div>
        {children}
        <SoundTest gate={gate} heard={heard} onHeard={setHeard} />
        {media && <CameraTest media={media} />}
        <TestRow title={t('test.connection')} result={isConnected ? 'fine' : 'trouble'}>
          {isConnected && <p>{t('test.connectionFine')}</p>}
        </TestRow>
        <section className="test-row">
          <h3>{t('live:saving.title')}</h3>
          <SavingChoiceField />
        </section>
      </div>
    </Dialog>
  );
}

type Result = CheckResult;
const heardResult = { untold: 'untested', heard: 'fine', notHeard: 'trouble' } as const;

/** What was not opened was not found wanting. */
function devicesOf(media: LocalMedia | null): { camera: Result; microphone: Result } {
  const { camera, microphone } = media?.store.getState() ?? {};
  return { camera: camera ? resultOf(camera) : 'untested', microphone: microphone ? resultOf(microphone) : 'untested' };
}

function TestRow({ title, result, children }: { title: string; result: Result; children?: ReactNode }) {
  const { t } = useTranslation('hall');
  const looks = { fine: 'fine', trouble: 'danger', untested: 'off' } as const;
  const words = { fine: t('test.fine'), trouble: t('test.trouble'), untested: t('test.notTested') };
  return (
    <section className="test-row">
      <h3 className="row">
        {title} <Badge look={looks[result]}>{words[result]}</Badge>
      </h3>
      {children}
    </section>
  );
}

function SoundTest({ gate, heard, onHeard }: { gate: SoundGate; heard: Heard; onHeard: (heard: Heard) => void }) {
  const { t } = useTranslation('hall');
  const [hasPlayed, setPlayed] = useState(false);
  return (
    <TestRow title={t('test.sound')} result={heardResult[heard]}>
      <p>{heard === 'notHeard' ? t('test.soundHelp') : heard === 'heard' ? t('test.soundFine') : t('test.soundAsk')}</p>
      <div className="row">
        <Button
          look={hasPlayed ? 'plain' : 'primary'}
          onClick={() => {
            gate.playTone();
            setPlayed(true);
          }}
        >
          {t('test.play')}
        </Button>
        {hasPlayed && (
          <>
            <Button onClick={() => onHeard('heard')}>{t('test.heard')}</Button>
            <Button onClick={() => onHeard('notHeard')}>{t('test.notHeard')}</Button>
          </>
        )}
      </div>
    </TestRow>
  );
}

const resultOf = ({ phase }: DeviceState): Result =>
  phase === 'on' ? 'fine' : phase === 'trouble' ? 'trouble' : 'untested';

function CameraTest({ media }: { media: LocalMedia }) {
  const { t } = useTranslation(['hall', 'live']);
  const { camera, microphone } = useLocalMediaState(media);
  const isAsking = camera.phase === 'asking' || microphone.phase === 'asking';
  const hasTrouble = camera.phase === 'trouble' || microphone.phase === 'trouble';
  return (
    <>
      <TestRow title={t('test.camera')} result={resultOf(camera)}>
        {camera.phase === 'on' && (
          <div className="test-row__picture">
            <TrackView track={camera.track} label={t('live:picture.own')} isMirrored />
          </div>
        )}
        {camera.phase === 'trouble' && <p>{t(`live:trouble.${camera.trouble}`)}</p>}
      </TestRow>
      <TestRow title={t('test.microphone')} result={resultOf(microphone)}>
        {microphone.phase === 'on' && (
          <>
            <p>{t('test.speak')}</p>
            <LevelBar media={media} />
          </>
        )}
        {microphone.phase === 'trouble' && <p>{t(`live:trouble.${microphone.trouble}`)}</p>}
        {(camera.phase === 'off' || isAsking || hasTrouble) && (
          <div>
            <Button isBusy={isAsking} onClick={() => void media.start()}>
              {hasTrouble ? t('test.retry') : t('test.open')}
            </Button>
          </div>
        )}
      </TestRow>
    </>
  );
}
