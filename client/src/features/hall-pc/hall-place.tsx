import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { countdown } from '../../lib/time.ts';
import type { LocalMedia } from '../../live/local-media.ts';
import type { SoundGate } from '../../live/sound-gate.ts';
import { LevelBar } from '../../live-react/level-bar.tsx';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { TrackView } from '../../live-react/track-view.tsx';
import { useServerNow } from '../../live-react/use-live.ts';
import { useLocalMedia, useLocalMediaState } from '../../live-react/use-local-media.ts';
import { useAsk, useStage } from '../../live-react/use-stage.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { useEcho } from './use-echo.ts';
import './hall-place.css';

export type OwnPlace = 'none' | 'invited' | 'preview' | 'onStage';

export function useOwnPlace(hallId: string): OwnPlace {
  const { places } = useStage();
  return places.find((place) => place.hallId === hallId)?.phase ?? 'none';
}

/** What the stage wants of this hall: an answer to an invitation, camera and microphone, or a small picture for who looks at it. */
export function HallPlace({ hallId, gate }: { hallId: string; gate: SoundGate }) {
  const place = useOwnPlace(hallId);
  const { watched } = useStage();
  const isWatched = place === 'none' && watched.some((each) => each === hallId);
  if (place === 'invited') return <Invitation />;
  if (place === 'preview' || place === 'onStage') return <OnStage hallId={hallId} gate={gate} place={place} />;
  return isWatched ? <Watched /> : null;
}

function Invitation() {
  const { t } = useTranslation('stage');
  const ask = useAsk();
  return (
    <Dialog
      title={t('invited.title')}
      onClose={() => undefined}
      actions={
        <>
          <Button isBusy={ask.isBusy} onClick={() => ask.run('stage:leave', {})}>
            {t('invited.decline')}
          </Button>
          <Button look="primary" isLarge isBusy={ask.isBusy} onClick={() => ask.run('stage:accept', {})}>
            {t('invited.accept')}
          </Button>
        </>
      }
    >
      <p>{t('invited.words')}</p>
      <ErrorNotice error={ask.error} />
    </Dialog>
  );
}

/** Puts the hall's own sources on air for as long as it stands. */
function useSources(media: LocalMedia | null, withSound: boolean): void {
  const session = useLiveSession();
  useEffect(() => {
    if (!media) return;
    void (withSound ? media.start() : media.open('camera'));
    const publish = () => {
      const { camera, microphone } = media.store.getState();
      session.publish('camera', camera.phase === 'on' ? camera.track : null);
      if (withSound) session.publish('microphone', microphone.phase === 'on' ? microphone.track : null);
    };
    publish();
    const stop = media.store.subscribe(publish);
    return () => {
      stop();
      session.publish('camera', null);
      session.publish('microphone', null);
    };
  }, [session, media, withSound]);
}

function OnStage({ hallId, gate, place }: { hallId: string; gate: SoundGate; place: 'preview' | 'onStage' }) {
  const media = useLocalMedia();
  useSources(media, true);
  return media ? <OwnPicture hallId={hallId} gate={gate} place={place} media={media} /> : null;
}

type OwnPictureProps = { hallId: string; gate: SoundGate; place: 'preview' | 'onStage'; media: LocalMedia };

function OwnPicture({ hallId, gate, place, media }: OwnPictureProps) {
  const { t } = useTranslation(['stage', 'live']);
  const { camera, microphone } = useLocalMediaState(media);
  const ask = useAsk();
  const isOnStage = place === 'onStage';
  return (
    <aside className="hall-place" data-place={place} aria-label={t(isOnStage ? 'onStage.title' : 'preview.title')}>
      <strong className="hall-place__title">{t(isOnStage ? 'onStage.title' : 'preview.title')}</strong>
      {isOnStage ? <TimeLeft hallId={hallId} /> : <p>{t('preview.hint')}</p>}
      <div className="hall-place__picture">
        <TrackView track={camera.phase === 'on' ? camera.track : null} label={t('live:picture.own')} isMirrored />
      </div>
      <LevelBar media={media} />
      {camera.phase === 'trouble' && (
        <Notice look="danger">{`${t('live:camera')}：${t(`live:trouble.${camera.trouble}`)}`}</Notice>
      )}
      {microphone.phase === 'trouble' && (
        <Notice look="danger">{`${t('live:microphone')}：${t(`live:trouble.${microphone.trouble}`)}`}</Notice>
      )}
      {place === 'preview' && microphone.phase === 'on' && <EchoCheck media={media} gate={gate} />}
      <ErrorNotice error={ask.error} />
      <Button look="danger" isLarge isBusy={ask.isBusy} onClick={() => ask.run('stage:leave', {})}>
        {t(isOnStage ? 'onStage.leave' : 'preview.leave')}
      </Button>
    </aside>
  );
}

function TimeLeft({ hallId }: { hallId: string }) {
  const { t } = useTranslation('stage');
  const { places } = useStage();
  const nowMs = useServerNow();
  const until = Date.parse(places.find((place) => place.hallId === hallId)?.until ?? '');
  const leftMs = until - nowMs;
  return (
    <p className="hall-place__time" role="timer" data-soon={leftMs < 30_000 || undefined}>
      {leftMs > 0 ? t('onStage.left', { time: countdown(until, nowMs) }) : t('onStage.over')}
    </p>
  );
}

/** A tone out of the loudspeaker: is it heard by the microphone? Before the hall is on stage, not while it speaks. */
function EchoCheck({ media, gate }: { media: LocalMedia; gate: SoundGate }) {
  const { t } = useTranslation('stage');
  const { result, run } = useEcho(media, gate);
  if (result === 'testing') return <p role="status">{t('echo.testing')}</p>;
  return (
    <Notice look={result === 'bad' ? 'attention' : 'fine'} actions={<Button onClick={run}>{t('echo.again')}</Button>}>
      {t(`echo.${result}`)}
    </Notice>
  );
}

/** A director looks at the hall: it sends a picture, no sound, and the room is told. */
function Watched() {
  const { t } = useTranslation('stage');
  useSources(useLocalMedia(), false);
  return (
    <p className="hall-watched" role="status">
      {t('watched')}
    </p>
  );
}
