import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalMedia } from '../../live/local-media.ts';
import { useSlides } from '../../live-react/slide-pages.tsx';
import { TrackView } from '../../live-react/track-view.tsx';
import { useLocalMediaState } from '../../live-react/use-local-media.ts';
import { SlideDesk } from './slide-desk.tsx';
import '../../live-react/stage.css';

type StudioStageProps = { media: LocalMedia; isCameraOff: boolean; words: ReactNode };

/** What goes out to the halls: slides or the shared screen large, else the lecturer. */
export function StudioStage({ media, isCameraOff, words }: StudioStageProps) {
  const { t } = useTranslation('live');
  const slides = useSlides();
  const { camera, screen } = useLocalMediaState(media);
  const own = (
    <div className="stage__camera" data-off={isCameraOff || undefined}>
      <TrackView
        track={camera.phase === 'on' ? camera.track : null}
        label={t('picture.own')}
        isMirrored
        isDimmed={isCameraOff}
      />
    </div>
  );
  if (slides.deckId !== null && screen === null) {
    return <SlideDesk slides={slides} deckId={slides.deckId} camera={own} words={words} />;
  }
  return (
    <div className="stage" data-layout={screen ? 'screen' : 'camera'}>
      {screen && (
        <div className="stage__screen">
          <TrackView track={screen} label={t('picture.screen')} />
        </div>
      )}
      {own}
      {words}
    </div>
  );
}
