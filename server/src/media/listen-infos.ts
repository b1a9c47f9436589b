import type { types } from 'mediasoup';

export type Listening = {
  /** The local address that media sockets are bound to. */
  readonly listenIp: string;
  /** The address that clients are told, where it is another one (NAT, all interfaces). */
  readonly announcedAddress?: string | undefined;
  /** Worker n listens on `firstPort + n`, UDP and TCP; 0 = free ports, for tests. */
  readonly firstPort: number;
};

/**
 * What waits in a socket while its worker hands one packet to 254 halls; what finds no room is lost for all of them. The system's usual
 * 208 kB hold some 90 packets, less than two key frames at once. With much more, a worker that cannot keep up would let speech grow old
 * instead of dropping it: this is about 450 packets. The system gives at most `net.core.rmem_max` and `wmem_max`.
 */
const socketBuffers = { recvBufferSize: 512 * 1024, sendBufferSize: 512 * 1024 };

/** Between two workers of this machine. */
export const pipeListenInfo: types.TransportListenInfo = { protocol: 'udp', ip: '127.0.0.1', ...socketBuffers };

/** UDP and TCP on one port of a worker. */
export function listenInfos(listening: Listening, index: number): types.TransportListenInfo[] {
  const { announcedAddress } = listening;
  const base = {
    ip: listening.listenIp,
    ...(announcedAddress === undefined ? {} : { announcedAddress }),
    ...(listening.firstPort === 0 ? {} : { port: listening.firstPort + index }),
  };
  return [
    { ...base, protocol: 'udp', ...socketBuffers },
    { ...base, protocol: 'tcp' },
  ];
}
