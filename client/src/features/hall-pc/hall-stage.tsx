import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { fromLecturer } from '../../live/live-state.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { SavingNote } from '../../live-react/saving-note.tsx';
import { ShownSlide } from '../../live-react/shown-slide.tsx';
import { useSlides } from '../../live-react/slide-pages.tsx';
import { StageHalls } from '../../live-react/stage-halls.tsx';
import { stageNoticeOf } from '../../live-react/stage-notice.ts';
import { TrackView } from '../../live-react/track-view.tsx';
import { useLive } from '../../live-react/use-live.ts';
import { useStage } from '../../live-react/use-stage.ts';
import '../../live-react/stage.css';

/** The lecturer's picture fills the stage; while slides or a screen are shown, those do, and the lecturer stands small beside them. */
export function HallStage({ hallId }: { hallId: string }) {
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
    <div className="hall-stage" data-halls={hasHalls || undefined}>
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
          {notice.key && <p>{t(`notice.${notice.key}`, { attempt: notice.attempt })}</p>}
        </div>
      </div>
      <StageHalls except={hallId} />
    </div>
  );
}
