import type { EventPayload } from '#shared/contract.ts';
import type { HallRow, LectureExtrasState, LectureSnapshot } from '#shared/lecture-live.ts';
import type { TrackSource } from '#shared/media.ts';
import type { ConnectionState } from './connection.ts';
import { initialRoomState, type RemoteTrack, type RoomState } from './room-state.ts';
import { isLecturers } from './track-owner.ts';

/** The lecture as this page may see it: the last snapshot and what has changed since. */
export type LectureView = Omit<LectureSnapshot, 'seq' | 'now' | 'media'> & {
  /** The newest sequence number seen, by kind of news: not every page hears every kind. */
  seen: Record<'changed' | 'halls' | keyof LectureExtrasState, number>;
};

export type LiveState = RoomState & { lecture: LectureView | null };

export const initialLiveState = (connection: ConnectionState): LiveState => ({
  ...initialRoomState(connection),
  lecture: null,
});

/** What comes from the lecturer's desk, by source; what is on air before the last picture of somebody who was relieved. */
export function fromLecturer(remote: readonly RemoteTrack[]): Partial<Record<TrackSource, RemoteTrack>> {
  const onAirLast = remote.filter(isLecturers).sort((a, b) => Number(a.isOnAir) - Number(b.isOnAir));
  return Object.fromEntries(onAirLast.map((track) => [track.source, track]));
}

/** A snapshot wins over everything heard before. */
export function viewOf({ seq, now: _, media: _media, ...view }: LectureSnapshot): LectureView {
  return {
    ...view,
    seen: {
      changed: seq,
      halls: seq,
      stage: seq,
      heads: seq,
      questions: seq,
      announcements: seq,
      polls: seq,
      slides: seq,
      help: seq,
      messages: seq,
    },
  };
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
