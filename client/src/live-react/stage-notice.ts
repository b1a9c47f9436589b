import { fromLecturer, type LiveState } from '../live/live-state.ts';

/** What stands over the stage of somebody who watches: a key of the texts `live:notice`, and whether the picture is old. */
export type StageNotice = {
  key:
    | 'reconnecting'
    | 'entering'
    | 'lecturerAway'
    | 'lecturerAbsent'
    | 'paused'
    | 'stalled'
    | 'connectingMedia'
    | 'cameraOff'
    | 'soundOnly'
    | null;
  attempt: number;
  isDimmed: boolean;
};

/** One thing at a time, the nearest cause first: one's own line, then the lecture, then the lecturer, then the media. */
export function stageNoticeOf(state: LiveState): StageNotice {
  const { connection, join, lecture, tracks, remote, receiving } = state;
  const say = (key: StageNotice['key'], isDimmed: boolean, attempt = 0): StageNotice => ({ key, isDimmed, attempt });
  if (connection.phase !== 'open') {
    const attempt = 'attempt' in connection ? connection.attempt : 1;
    // Signalling alone may be cut while pictures still come: those are not old.
    return say('reconnecting', receiving !== 'flowing', attempt);
  }
  if (!lecture || (join.phase !== 'joined' && receiving !== 'flowing')) return say('entering', true);
  const { current } = lecture;
  if (current.state === 'paused') return say('paused', true);
  if (current.lecturer === 'away') return say('lecturerAway', true);
  const { camera, screen } = fromLecturer(remote);
  const isSeen = [camera, screen].some((track) => track?.isOnAir && !track.isPaused);
  if (current.lecturer === 'absent') return say('lecturerAbsent', true);
  if (receiving === 'stalled') return say('stalled', true);
  if (isSeen)
    return receiving === 'connecting' && !camera && !screen ? say('connectingMedia', false) : say(null, false);
  if (camera?.isOnAir) return say('cameraOff', false);
  return tracks.some(({ kind }) => kind === 'video') ? say('connectingMedia', true) : say('soundOnly', true);
}
