import type { ConnectionState as TransportState } from 'mediasoup-client/types';
import type { MediaHealth } from './room-state.ts';

/** What is known of one direction of media. Moments are ms of this PC's clock. */
export type PathFacts = {
  state: TransportState;
  stateSinceMs: number;
  /** Media should be moving now (there are tracks, and not all are muted). */
  expectsMedia: boolean;
  /** When media last moved over the path; null while it never did. */
  movedAtMs: number | null;
  /** When the other end last answered a check of the connection; null while it never did. */
  answeredAtMs: number | null;
  /** Since when media is expected without a break. */
  expectedSinceMs: number;
};

/** How long each trouble may last before it counts, ms. */
const limits = { connecting: 8_000, disconnected: 2_500, silentPath: 4_000, silentSource: 15_000 };

/**
 * Is media moving? A path that answers while no packets come means that the sender has none, not that this PC is cut off: that
 * is waited for longer, or every hall would storm the server whenever the lecturer's line stalls.
 */
export function judgePath(facts: PathFacts, nowMs: number): MediaHealth {
  if (!facts.expectsMedia) return 'idle';
  const inState = nowMs - facts.stateSinceMs;
  const expectedFor = nowMs - facts.expectedSinceMs;
  switch (facts.state) {
    case 'failed':
    case 'closed':
      return 'stalled';
    case 'disconnected':
      return inState > limits.disconnected ? 'stalled' : 'flowing';
    case 'new':
    case 'connecting':
      return Math.min(inState, expectedFor) > limits.connecting ? 'stalled' : 'connecting';
    case 'connected':
      break;
    default:
      facts.state satisfies never;
  }
  const quietFor = nowMs - Math.max(facts.movedAtMs ?? 0, facts.expectedSinceMs);
  if (quietFor < limits.silentPath) return facts.movedAtMs === null ? 'connecting' : 'flowing';
  const unansweredFor = nowMs - Math.max(facts.answeredAtMs ?? 0, facts.stateSinceMs);
  if (unansweredFor > limits.silentPath * 2) return 'stalled';
  return quietFor > limits.silentSource ? 'stalled' : 'connecting';
}
