import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { TransportParameters } from '#shared/media.ts';

/** A cable between one endpoint and the media worker that can be pulled and put back. */
export type UdpCable = {
  /** The transport's parameters with the cable's end as their only address. */
  readonly through: TransportParameters;
  cut(): void;
  mend(): void;
  close(): void;
};

export async function udpCable(transport: TransportParameters): Promise<UdpCable> {
  const target = transport.iceCandidates.find(({ protocol }) => protocol === 'udp');
  if (target === undefined) throw new Error('the transport has no UDP candidate');
  const [near, far] = await Promise.all([bound(), bound()]);
  let client: number | undefined;
  let isCut = false;
  near.on('message', (packet, { port }) => {
    client = port;
    if (!isCut) far.send(packet, target.port, target.address);
  });
  far.on('message', (packet) => {
    if (!isCut && client !== undefined) near.send(packet, client, '127.0.0.1');
  });
  return {
    through: { ...transport, iceCandidates: [{ ...target, port: near.address().port }] },
    cut: () => {
      isCut = true;
    },
    mend: () => {
      isCut = false;
    },
    close: () => {
      near.close();
      far.close();
    },
  };
}

async function bound(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}
