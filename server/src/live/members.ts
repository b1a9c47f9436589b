import type { Track } from '#shared/media.ts';
import type { MediaPeer } from '../media/sfu.ts';
import { connectionOf, type Participant, type Phase } from './participant.ts';

/** A room's own record of a participant: what may change, and the media that it owns. */
export type Member = {
  readonly participant: Participant & { phase: Phase };
  peer: MediaPeer;
  /** The room's epoch when `peer` was made: a client that was last told of an earlier one cannot hold this media. */
  bornEpoch: number;
  /** Rises with each admission and each loss of the connection, so that an admission that was overtaken notices it. */
  turn: number;
};

/** Those in a room, found by key and by the connection that speaks for them. */
export class Members {
  readonly #byKey = new Map<string, Member>();

  get all(): Member[] {
    return [...this.#byKey.values()];
  }

  /** The few of many that have a track on air: asked for with each join, so that those who only receive cost next to nothing. */
  get onAir(): Member[] {
    const found: Member[] = [];
    for (const member of this.#byKey.values()) if (member.peer.isOnAir) found.push(member);
    return found;
  }

  get(key: string): Member | undefined {
    return this.#byKey.get(key);
  }

  add(member: Member): void {
    this.#byKey.set(member.participant.key, member);
  }

  delete(member: Member): void {
    this.#byKey.delete(member.participant.key);
  }

  /** A few hundred at most, and only for a command's own connection: no second index to keep right. */
  speaking(connectionId: string): Member | undefined {
    for (const member of this.#byKey.values()) {
      if (connectionOf(member.participant.phase) === connectionId) return member;
    }
    return undefined;
  }
}

export const tracksOf = ({ participant, peer }: Member): Track[] =>
  peer.tracks.map((track) => ({ ...track, participantId: participant.id, owner: participant.key }));
