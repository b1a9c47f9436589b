import type { EventName, EventPayload } from '#shared/contract.ts';

/** Who is told: one connection, or everybody in a channel that connections were put into. */
export type Audience = { connectionId: string } | { channel: string };

/** The open sockets, as far as domain modules may know of them. The transport implements it. */
export type Connections = {
  publish<K extends EventName>(to: Audience, name: K, payload: EventPayload<K>): void;
  enterChannel(connectionId: string, channel: string): void;
  leaveChannel(connectionId: string, channel: string): void;
  /** Has anybody in this channel a socket open now? */
  isAnybodyIn(channel: string): boolean;
  /** Milliseconds since the epoch of the last packet that came in on this connection, pings included; undefined if it is gone. */
  lastPacketAt(connectionId: string): number | undefined;
  /** Tells the client why and closes the connection. */
  close(connectionId: string, reason: 'revoked' | 'unpaired' | 'superseded'): void;
};

/** The channel of everybody who is signed in as this account. */
export const accountChannel = (accountId: string): string => `account:${accountId}`;
/** The channel of those who opened a link of this matter. */
export const matterChannel = (requestId: string): string => `matter:${requestId}`;
/** The channel of a hall's PC: it hears of changes in its schedule wherever it stands. */
export const hallChannel = (hallId: string): string => `hall:${hallId}`;
