import type { types } from 'mediasoup';

export type Listening = {
  /** The local address that media sockets are bound to. */
  readonly listenIp: string;
  /** The address that clients are told, where it is another one (NAT, all interfaces). */
  readonly announcedAddress?: string | undefined;
  /** Worker n listens on `firstPort + n`, UDP and TCP; 0 = free ports, for tests. */
  readonly firstPort: number;
};

/** UDP and TCP on one port of a worker. */
export function listenInfos(listening: Listening, index: number): types.TransportListenInfo[] {
  const { announcedAddress } = listening;
  const base = {
    ip: listening.listenIp,
    ...(announcedAddress === undefined ? {} : { announcedAddress }),
    ...(listening.firstPort === 0 ? {} : { port: listening.firstPort + index }),
  };
  return [
    { ...base, protocol: 'udp' },
    { ...base, protocol: 'tcp' },
  ];
}
