import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fromLecturer, type LiveState } from '../../live/live-state.ts';
import { TrackSound } from '../../live-react/track-sound.tsx';
import { TrackView } from '../../live-react/track-view.tsx';
import { useLive } from '../../live-react/use-live.ts';
import { Button } from '../../ui/plain/button.tsx';

/** What the halls see, small; its sound only when asked for, since the organizer is often on the telephone. */
export function LecturerPicture({ lecture }: { lecture: NonNullable<LiveState['lecture']> }) {
  const { t } = useTranslation('wall');
  const { camera, screen, microphone } = useLive(({ remote }) => fromLecturer(remote));
  const [isListening, setListening] = useState(false);
  const [isLarge, setLarge] = useState(false);
  const shown = screen?.isOnAir ? screen : camera;
  const isAway = lecture.current.lecturer === 'away';
  const note = isAway ? t('lecturer.away') : shown ? null : t('noPicture');
  return (
    <div className="lecturer-picture">
      <div className="live-picture" data-large={isLarge || undefined}>
        <TrackView track={shown?.mediaTrack ?? null} label={t('picture')} isDimmed={shown ? !shown.isOnAir : true} />
        {note && <div className="live-picture__note">{note}</div>}
      </div>
      <div className="lecturer-picture__acts">
        {shown && (
          <Button aria-pressed={isLarge} onClick={() => setLarge(!isLarge)}>
            {t(isLarge ? 'smaller' : 'larger')}
          </Button>
        )}
        {microphone && (
          <>
            <Button aria-pressed={isListening} onClick={() => setListening(!isListening)}>
              {t(isListening ? 'sound.off' : 'sound.on')}
            </Button>
            <TrackSound
              track={microphone.mediaTrack}
              isMuted={!isListening}
              onBlocked={() => setListening(false)}
              attempt={String(isListening)}
            />
          </>
        )}
      </div>
    </div>
  );
}
