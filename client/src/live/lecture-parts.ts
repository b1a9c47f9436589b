import type { EventPayload } from '#shared/contract.ts';
import type { LectureExtrasState, LectureSnapshot } from '#shared/lecture-live.ts';
import type { LectureView } from './live-state.ts';
import type { RoomSession } from './room-session.ts';

type Part = keyof LectureExtrasState;
type News = { lectureId: string; seq: number };

/** News of a part count once and only forwards; null if these are old or of another lecture. */
function withPart<P extends Part>(
  view: LectureView,
  part: P,
  news: News,
  change: (before: LectureExtrasState[P]) => LectureExtrasState[P],
): LectureView | null {
  if (news.lectureId !== view.lectureId || news.seq <= view.seen[part]) return null;
  return {
    ...view,
    extras: { ...view.extras, [part]: change(view.extras[part]) },
    seen: { ...view.seen, [part]: news.seq },
  };
}

/** Rows that changed take the place of those before, new ones come last. */
function merged<T>(rows: readonly T[], changed: readonly T[], keyOf: (row: T) => string): T[] {
  const fresh = new Map(changed.map((row) => [keyOf(row), row]));
  const kept = rows.map((row) => {
    const next = fresh.get(keyOf(row));
    fresh.delete(keyOf(row));
    return next ?? row;
  });
  return [...kept, ...fresh.values()];
}

const withStage = (view: LectureView, news: EventPayload<'stage:changed'>): LectureView | null =>
  withPart(view, 'stage', news, () => news.stage);

const withHeads = (view: LectureView, news: EventPayload<'heads:changed'>): LectureView | null =>
  withPart(view, 'heads', news, (before) => ({
    ...before,
    halls: merged(before.halls, news.halls, ({ hallId }) => hallId),
  }));

const withHeadsAsked = (view: LectureView, news: EventPayload<'heads:asked'>): LectureView | null =>
  withPart(view, 'heads', news, (before) => ({ ...before, askedAt: news.at }));

const withQuestions = (view: LectureView, news: EventPayload<'questions:changed'>): LectureView | null =>
  withPart(view, 'questions', news, (before) => ({
    questions: merged(before.questions, news.questions, ({ id }) => id),
  }));

const withAnnouncement = (view: LectureView, news: EventPayload<'announcement:changed'>): LectureView | null =>
  withPart(view, 'announcements', news, () => ({ current: news.current }));

const withPoll = (view: LectureView, news: EventPayload<'polls:changed'>): LectureView | null =>
  withPart(view, 'polls', news, (before) => ({ ...before, polls: merged(before.polls, [news.poll], ({ id }) => id) }));

const withVote = (view: LectureView, news: EventPayload<'polls:voted'>): LectureView | null =>
  withPart(view, 'polls', news, (before) => ({
    ...before,
    own: merged(before.own, [news.vote], ({ pollId }) => pollId),
  }));

const withHelp = (view: LectureView, news: EventPayload<'help:changed'>): LectureView | null =>
  withPart(view, 'help', news, (before) => ({ calls: merged(before.calls, news.calls, ({ id }) => id) }));

const withMessages = (view: LectureView, news: EventPayload<'messages:changed'>): LectureView | null =>
  withPart(view, 'messages', news, (before) => ({ messages: merged(before.messages, news.messages, ({ id }) => id) }));

const withSlides = (view: LectureView, news: EventPayload<'slides:changed'>): LectureView | null =>
  withPart(view, 'slides', news, () => news.slides);

/** A line that was drawn on another page is found when that page comes. */
const withStroke = (view: LectureView, news: EventPayload<'slides:drawn'>): LectureView | null =>
  withPart(view, 'slides', news, (before) =>
    before.page === news.page ? { ...before, strokes: [...before.strokes, news.stroke] } : before,
  );

const withoutStroke = (view: LectureView, news: EventPayload<'slides:erased'>): LectureView | null =>
  withPart(view, 'slides', news, (before) => ({
    ...before,
    strokes: before.strokes.filter(({ id }) => id !== news.strokeId),
  }));

const withPointer = (view: LectureView, news: EventPayload<'slides:pointed'>): LectureView | null =>
  withPart(view, 'slides', news, (before) => ({ ...before, pointer: news.at }));

type Apply = (change: (view: LectureView) => LectureView | null) => void;

/** Follows what the modules beside the lecture say. */
export function listenToParts(room: Pick<RoomSession<LectureSnapshot>, 'on'>, apply: Apply): void {
  room.on('stage:changed', (news) => apply((view) => withStage(view, news)));
  room.on('heads:changed', (news) => apply((view) => withHeads(view, news)));
  room.on('heads:asked', (news) => apply((view) => withHeadsAsked(view, news)));
  room.on('questions:changed', (news) => apply((view) => withQuestions(view, news)));
  room.on('polls:changed', (news) => apply((view) => withPoll(view, news)));
  room.on('polls:voted', (news) => apply((view) => withVote(view, news)));
  room.on('help:changed', (news) => apply((view) => withHelp(view, news)));
  room.on('messages:changed', (news) => apply((view) => withMessages(view, news)));
  room.on('announcement:changed', (news) => apply((view) => withAnnouncement(view, news)));
  room.on('slides:changed', (news) => apply((view) => withSlides(view, news)));
  room.on('slides:drawn', (news) => apply((view) => withStroke(view, news)));
  room.on('slides:erased', (news) => apply((view) => withoutStroke(view, news)));
  room.on('slides:pointed', (news) => apply((view) => withPointer(view, news)));
}
