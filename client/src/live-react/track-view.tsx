import { useEffect, useRef, useState } from 'react';
import './track-view.css';

type TrackViewProps = {
  track: MediaStreamTrack | null;
  /** What the picture is of, for people who cannot see it. */
  label: string;
  /** The picture is old: it stays, darker. */
  isDimmed?: boolean;
  isMirrored?: boolean;
  /** Fill the place and cut edges off, instead of showing all of it. */
  isCropped?: boolean;
};

/**
 * A video track. A new track takes over when its first frame is there, and a track that went away leaves its last frame, so
 * that a cut is never a black hole.
 */
export function TrackView({ track, label, isDimmed = false, isMirrored = false, isCropped = false }: TrackViewProps) {
  const [tracks, setTracks] = useState<readonly MediaStreamTrack[]>(track ? [track] : []);
  useEffect(() => {
    if (track) setTracks((before) => [...before.filter((each) => each !== track), track]);
  }, [track]);
  const hasPicture = (shown: MediaStreamTrack) =>
    setTracks((before) => before.slice(Math.max(0, before.indexOf(shown))));
  const looks = [
    'track-view',
    isDimmed && 'track-view--dimmed',
    isMirrored && 'track-view--mirrored',
    isCropped && 'track-view--cropped',
  ];
  return (
    <div className={looks.filter(Boolean).join(' ')} role="img" aria-label={label}>
      {tracks.map((each, index) => (
        <Picture key={each.id} track={each} isWaiting={index > 0} onPicture={() => hasPicture(each)} />
      ))}
    </div>
  );
}

type PictureProps = { track: MediaStreamTrack; isWaiting: boolean; onPicture: () => void };

function Picture({ track, isWaiting, onPicture }: PictureProps) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video) return;
    video.srcObject = new MediaStream([track]);
    const play = () => void video.play().catch(() => undefined);
    play();
    // Browsers stop videos of pages that nobody looks at; some do not start them again.
    document.addEventListener('visibilitychange', play);
    return () => {
      document.removeEventListener('visibilitychange', play);
      video.srcObject = null;
    };
  }, [track]);
  return (
    <video
      ref={element}
      className="track-view__picture"
      data-waiting={isWaiting || undefined}
      muted
      playsInline
      disablePictureInPicture
      onLoadedData={onPicture}
    />
  );
}
