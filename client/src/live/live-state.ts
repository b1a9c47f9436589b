import type { EventPayload } from '#shared/contract.ts';
import type { HallRow, LectureSnapshot, LinkQuality } from '#shared/lecture-live.ts';
import type { Track, TrackSource } from '#shared/media.ts';
import type { ClientError } from '../lib/client-error.ts';
import type { ConnectionState } from './connection.ts';

/** `refused`: the rules say no for now; it is tried again by itself, slowly. */
export type JoinState = { phase: 'waiting' | 'joining' | 'joined' | 'left' } | { phase: 'refused'; error: ClientError };

/** The lecture as this page may see it: the last snapshot and what has changed since. */
export type LectureView = Omit<LectureSnapshot, 'seq' | 'now' | 'media'> & {
  tracks: readonly Track[];
  epoch: number;
  /** The newest sequence number seen, by kind of news: not every page hears every kind. */
  seen: { changed: number; halls: number; tracks: number };
};

/** What arrives of one source. `isOnAir` false: its sender is gone for now, the last picture may stay. */
export type RemoteTrack = {
  source: TrackSource;
  participantId: string;
  producerId: string;
  mediaTrack: MediaStreamTrack;
  isPaused: boolean;
  isOnAir: boolean;
};

/** idle: nothing should flow now; connecting: it should soon; flowing; stalled: it should and does not. */
export type MediaHealth = 'idle' | 'connecting' | 'flowing' | 'stalled';

export type LocalTrackState = 'off' | 'starting' | 'onAir' | 'paused';

export type LiveState = {
  connection: ConnectionState;
  join: JoinState;
  lecture: LectureView | null;
  remote: Partial<Record<TrackSource, RemoteTrack>>;
  local: Record<TrackSource, LocalTrackState>;
  receiving: MediaHealth;
  sending: MediaHealth;
  quality: LinkQuality;
  /** Server clock minus this PC's clock, ms. */
  clockOffsetMs: number;
};

export const initialLiveState = (connection: ConnectionState): LiveState => ({
  connection,
  join: { phase: 'waiting' },
  lecture: null,
  remote: {},
  local: { camera: 'off', microphone: 'off', screen: 'off' },
  receiving: 'idle',
  sending: 'idle',
  quality: 'unknown',
  clockOffsetMs: 0,
});

/** A snapshot wins over everything heard before. */
export function viewOf({ seq, now: _, media, ...view }: LectureSnapshot): LectureView {
  return { ...view, tracks: media.tracks, epoch: media.epoch, seen: { changed: seq, halls: seq, tracks: seq } };
}

/** News of a kind count once and only forwards; null if these are old or of another lecture. */
export function withChange(view: LectureView, news: EventPayload<'lecture:changed'>): LectureView | null {
  if (news.lectureId !== view.lectureId || news.seq <= view.seen.changed) return null;
  return { ...view, current: news.current, seen: { ...view.seen, changed: news.seq } };
}

export function withHalls(view: LectureView, news: EventPayload<'lecture:hallsChanged'>): LectureView | null {
  if (news.lectureId !== view.lectureId || news.seq <= view.seen.halls) return null;
  return {
    ...view,
    counts: news.counts,
    halls: mergeHalls(view.halls ?? [], news.halls),
    seen: { ...view.seen, halls: news.seq },
  };
}

export function withTracks(view: LectureView, news: EventPayload<'media:tracksChanged'>): LectureView | null {
  if (news.roomId !== view.lectureId || news.seq <= view.seen.tracks) return null;
  return { ...view, tracks: news.tracks, epoch: news.epoch, seen: { ...view.seen, tracks: news.seq } };
}

/** Changed rows take the place of the old ones; new ones (a widened audience) come last. */
function mergeHalls(rows: readonly HallRow[], changed: readonly HallRow[]): HallRow[] {
  const news = new Map(changed.map((row) => [row.hallId, row]));
  const merged = rows.map((row) => {
    const fresh = news.get(row.hallId);
    news.delete(row.hallId);
    return fresh ?? row;
  });
  return [...merged, ...news.values()];
}
