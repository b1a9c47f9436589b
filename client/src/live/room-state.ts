import type { LinkQuality } from '#shared/link-quality.ts';
import type { Track, TrackSource } from '#shared/media.ts';
import type { ClientError } from '../lib/client-error.ts';
import type { ConnectionState } from './connection.ts';
import type { SavingLevel } from './saving.ts';

/** `refused`: the rules say no for now; it is tried again by itself, slowly. */
export type JoinState = { phase: 'waiting' | 'joining' | 'joined' | 'left' } | { phase: 'refused'; error: ClientError };

/** What arrives of one source of one sender. `isOnAir` false: the sender is gone for now, the last picture may stay. */
export type RemoteTrack = Omit<Track, 'kind' | 'paused'> & {
  mediaTrack: MediaStreamTrack;
  isPaused: boolean;
  isOnAir: boolean;
  /** The picture is left out, so that the line keeps up with speech. */
  isLeftOut: boolean;
};

/** idle: nothing should flow now; connecting: it should soon; flowing; stalled: it should and does not. */
export type MediaHealth = 'idle' | 'connecting' | 'flowing' | 'stalled';

export type LocalTrackState = 'off' | 'starting' | 'onAir' | 'paused';

/** What a page knows of its part in any room, whatever people meet for in it. */
export type RoomState = {
  connection: ConnectionState;
  join: JoinState;
  /** On air now and offered to this page, its own left out. */
  tracks: readonly Track[];
  remote: readonly RemoteTrack[];
  local: Record<TrackSource, LocalTrackState>;
  receiving: MediaHealth;
  sending: MediaHealth;
  quality: LinkQuality;
  /** What is left out to keep speech whole. */
  saving: SavingLevel;
  /** Server clock minus this PC's clock, ms. */
  clockOffsetMs: number;
};

export const initialRoomState = (connection: ConnectionState): RoomState => ({
  connection,
  join: { phase: 'waiting' },
  tracks: [],
  remote: [],
  local: { camera: 'off', microphone: 'off', screen: 'off' },
  receiving: 'idle',
  sending: 'idle',
  quality: 'unknown',
  saving: 'none',
  clockOffsetMs: 0,
});
