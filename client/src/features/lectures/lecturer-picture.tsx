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
  const shown = screen?.isOnAir ? screen : camera;
  const isAway = lecture.current.lecturer === 'away';
  const note = isAway ? t('lecturer.away') : shown ? null : t('noPicture');
  return (
    <div className="stack">
      <div className="live-picture">
        <TrackView track={shown?.mediaTrack ?? null} label={t('picture')} isDimmed={shown ? !shown.isOnAir : true} />
        {note && <div className="live-picture__note">{note}</div>}
      </div>
      {microphone && (
        <>
          <TrackSound
            track={microphone.mediaTrack}
            isMuted={!isListening}
            onBlocked={() => setListening(false)}
            attempt={String(isListening)}
          />
          <Button aria-pressed={isListening} onClick={() => setListening(!isListening)}>
            {t(isListening ? 'sound.off' : 'sound.on')}
          </Button>
        </>
      )}
    </div>
  );
}
