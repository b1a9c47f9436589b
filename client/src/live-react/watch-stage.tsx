import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { fromLecturer } from '../live/live-state.ts';
import { useLiveSession } from './live-provider.tsx';
import { PauseReturn } from './pause-return.tsx';
import { SavingNote } from './saving-note.tsx';
import { ShownSlide } from './shown-slide.tsx';
import { useSlides } from './slide-pages.tsx';
import { StageHalls } from './stage-halls.tsx';
import { stageNoticeOf } from './stage-notice.ts';
import { TrackView } from './track-view.tsx';
import { useLive } from './use-live.ts';
import { useStage } from './use-stage.ts';
import './stage.css';

/**
 * What halls see; `hallId`: the page's own hall. The lecturer's picture fills the stage; while slides or a screen are shown, those do,
 * and the lecturer stands small beside them.
 */
export function WatchStage({ hallId }: { hallId: string | null }) {
  const { t } = useTranslation('live');
  const session = useLiveSession();
  const notice = useLive(stageNoticeOf);
  const { camera, screen } = useLive(({ remote }) => fromLecturer(remote));
  const isScreen = screen !== undefined && !screen.isLeftOut;
  const isSlides = useSlides().deckId !== null && !isScreen;
  const layout = isScreen || isSlides ? 'screen' : 'camera';
  const owner = camera?.owner;
  useEffect(() => {
    if (owner) session.room.preferLayer(owner, 'camera', layout === 'screen' ? 0 : 2);
  }, [session, owner, layout]);
  const saving = useLive((state) => state.saving);
  const isCameraOff = (camera?.isPaused || camera?.isLeftOut) ?? false;
  const hasHalls = useStage().places.some((place) => place.phase === 'onStage' && place.hallId !== hallId);
  return (
    <div className="watch-stage" data-halls={hasHalls || undefined}>
      <div className="stage" data-layout={layout}>
        {isScreen && (
          <div className="stage__screen">
            <TrackView track={screen.mediaTrack} label={t('picture.screen')} isDimmed={notice.isDimmed} />
          </div>
        )}
        {isSlides && (
          <div className="stage__screen">
            <ShownSlide />
          </div>
        )}
        <div className="stage__camera" data-off={isCameraOff || undefined}>
          <TrackView track={camera?.mediaTrack ?? null} label={t('picture.camera')} isDimmed={notice.isDimmed} />
        </div>
        <SavingNote level={saving} />
        <div className="stage__notice" role="status" data-over-picture={!notice.isDimmed || isSlides || undefined}>
          <div className="stage__words">
            {notice.key && <p>{t(`notice.${notice.key}`, { attempt: notice.attempt })}</p>}
            {notice.key === 'paused' && <PauseReturn />}
          </div>
        </div>
      </div>
      <StageHalls except={hallId} />
    </div>
  );
}
