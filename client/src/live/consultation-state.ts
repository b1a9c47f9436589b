import type { ConsultationSnapshot, PresentPart } from '#shared/consultation-live.ts';
import type { ChatMessage } from '#shared/consultations.ts';
import type { EventPayload } from '#shared/contract.ts';
import type { TrackSource } from '#shared/media.ts';
import type { ConnectionState } from './connection.ts';
import { initialRoomState, type RemoteTrack, type RoomState } from './room-state.ts';

/** A sentence of one's own that the server has not confirmed yet. `isRefused`: it said no; a person decides about another try. */
export type Outgoing = { messageId: string; text: string; isRefused: boolean };

/** Where this page is. `removed` and `over` are final for this visit. */
export type OwnPlace = 'door' | 'in' | 'removed' | 'over';

/** The meeting as this page may see it: the last snapshot and what has changed since. */
export type MeetingView = Omit<ConsultationSnapshot, 'seq' | 'now' | 'media' | 'participantId'> & {
  place: OwnPlace;
  seen: number;
};

export type ConsultationState = RoomState & { meeting: MeetingView | null; outgoing: readonly Outgoing[] };

export const initialConsultationState = (connection: ConnectionState): ConsultationState => ({
  ...initialRoomState(connection),
  meeting: null,
  outgoing: [],
});

/** A snapshot wins over everything heard before. At the door what was said before is out of sight. */
export function meetingOf({ seq, now: _, media, participantId: _id, ...view }: ConsultationSnapshot): MeetingView {
  return { ...view, place: media ? 'in' : 'door', seen: seq };
}

/** Null if the news are old or of another meeting. */
export function withCurrent(view: MeetingView, news: EventPayload<'consultation:changed'>): MeetingView | null {
  if (news.consultationId !== view.consultationId || news.seq <= view.seen) return null;
  return { ...view, current: news.current, seen: news.seq };
}

/** The same message may come by the event and by the answer to who said it. */
export function withMessage(view: MeetingView, message: ChatMessage): MeetingView | null {
  if (view.chat.some(({ messageId }) => messageId === message.messageId)) return null;
  const chat = [...view.chat, message].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return { ...view, chat };
}

/** Tracks are owned by places in the meeting. */
export const tracksOf = (remote: readonly RemoteTrack[], partId: string): Partial<Record<TrackSource, RemoteTrack>> =>
  Object.fromEntries(
    remote
      .filter(({ owner }) => owner === partId)
      .sort((a, b) => Number(a.isOnAir) - Number(b.isOnAir))
      .map((track) => [track.source, track]),
  );

/** Who is in the room or was cut off from it a moment ago; nobody is ever left out. */
export const inRoom = (people: readonly PresentPart[]): PresentPart[] =>
  people.filter(({ place }) => place === 'in' || place === 'away');

export const atDoor = (people: readonly PresentPart[]): PresentPart[] => people.filter(({ place }) => place === 'door');
