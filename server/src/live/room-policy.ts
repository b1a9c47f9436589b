import type { TrackSource } from '#shared/media.ts';
import type { OfferedTrack, Participant } from './participant.ts';

/**
 * Who may do what in a room. Asked at every act and for every list of tracks, so that a change of the answer counts from the
 * next act on; what a policy does not grant is refused.
 */
export type RoomPolicy = {
  mayPublish(participant: Participant, source: TrackSource): boolean;
  /** One's own tracks are never offered, whatever the policy says. */
  mayReceive(participant: Participant, track: OfferedTrack): boolean;
};
