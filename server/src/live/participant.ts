import type { CallerRole } from '#shared/kit/caller.ts';
import type { TrackSource } from '#shared/media.ts';

/**
 * Where a participant stands. `joining`: its media is being made for the first time. `live`: on a connection. `away`: the
 * connection was lost, place and media are kept; `returning` is the connection that is being let in again. `gone` is final.
 */
export type Phase =
  | { readonly name: 'joining'; readonly connectionId: string; readonly since: number }
  | { readonly name: 'live'; readonly connectionId: string; readonly since: number }
  | { readonly name: 'away'; readonly returning: string | undefined; readonly since: number }
  | { readonly name: 'gone'; readonly since: number };
export type PhaseName = Phase['name'];

/** Somebody in a room: the same one after a reload or a reconnect, until `gone`. */
export type Participant = {
  readonly id: string;
  /** Names the person or the hall, e.g. `hall:220283001001`. */
  readonly key: string;
  readonly role: CallerRole;
  readonly phase: Phase;
};

/** A track and whose it is, as the policy sees it. */
export type OfferedTrack = { readonly producerId: string; readonly source: TrackSource; readonly from: Participant };

/** The connection that speaks for a participant now, the one just being let in included. */
export function connectionOf(phase: Phase): string | undefined {
  switch (phase.name) {
    case 'joining':
    case 'live':
      return phase.connectionId;
    case 'away':
      return phase.returning;
    case 'gone':
      return undefined;
  }
}

/** The same phase, with another connection speaking. */
export function spokenForBy(phase: Phase, connectionId: string): Phase {
  switch (phase.name) {
    case 'joining':
    case 'live':
      return { ...phase, connectionId };
    case 'away':
      return { ...phase, returning: connectionId };
    case 'gone':
      return phase;
  }
}
