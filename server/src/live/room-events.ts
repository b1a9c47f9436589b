import type { CallerRole } from '#shared/kit/caller.ts';
import type { MediaState, Track } from '#shared/media.ts';
import type { MediaPeer } from '../media/sfu.ts';
import type { Participant, PhaseName } from './participant.ts';

/** What a room tells its owner. All are called synchronously; none may throw. */
export type LiveRoomEvents = {
  /** The tracks on air changed; several changes of one moment come as one. Per participant: `LiveRoom.tracksFor`. */
  tracksChanged(tracks: Track[], epoch: number): void;
  /** A media worker died. `affected` have lost their transports and must be let in again; the others go on. */
  epochChanged(epoch: number, affected: Participant[]): void;
  phaseChanged(participant: Participant, from: PhaseName, to: PhaseName, at: number): void;
  /** An away participant's media fell silent too (or it never had any): nothing came after `lastPacketAt`. */
  silent(participant: Participant, lastPacketAt: number): void;
  /** A silent, away participant's media is heard again, though it has no connection yet. */
  heard?(participant: Participant, at: number): void;
  /** The same person or hall came on another connection; this one no longer speaks for it. */
  superseded(connectionId: string): void;
};

/** `resume`: what the client was given before a reconnect and still holds; absent after a reload. */
export type Admission = {
  readonly key: string;
  readonly role: CallerRole;
  readonly connectionId: string;
  readonly resume?: { readonly participantId: string; readonly epoch: number } | undefined;
};
export type Admitted = { readonly participant: Participant; readonly media: MediaState };

/** The one who acts on a connection, and its media. */
export type Actor = { readonly participant: Participant; readonly peer: MediaPeer };
