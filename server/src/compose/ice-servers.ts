import { createHmac } from 'node:crypto';
import type { Clock } from '../kernel/clock.ts';

/** Longer than the longest lecture; the relay refuses new allocations after it. */
const TURN_LIFE_SECONDS = 12 * 3_600;

export type IceServer = { urls: string[]; username?: string; credential?: string };

/** Time-limited TURN credentials as coturn's `use-auth-secret` checks them (draft-uberti-behave-turn-rest). */
export function createIceServers(
  turn: { url: string; secret: string } | undefined,
  clock: Clock,
): (userId: string) => IceServer[] {
  if (!turn) return () => [];
  return (userId) => {
    const username = `${Math.floor(clock.now() / 1000) + TURN_LIFE_SECONDS}:${userId}`;
    return [
      { urls: [turn.url], username, credential: createHmac('sha1', turn.secret).update(username).digest('base64') },
    ];
  };
}
