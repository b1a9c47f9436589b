import { Device } from 'mediasoup-client';
import type { RtpCapabilities, RtpParameters, Transport } from 'mediasoup-client/types';
import type { TransportParameters } from '#shared/media.ts';
import { ClientError } from '../lib/client-error.ts';

type Wire = Record<string, unknown>;

/** RTP parameters are bounded objects on the wire and mediasoup's own types in here; this file is the only seam. */
export const readRtpParameters = (wire: Wire): RtpParameters => wire as unknown as RtpParameters;
export const writeRtp = (parameters: RtpParameters | RtpCapabilities): Wire => ({ ...parameters });
const readRtpCapabilities = (wire: Wire): RtpCapabilities => wire as unknown as RtpCapabilities;

export type IceServers = readonly { urls: string[]; username?: string | undefined; credential?: string | undefined }[];
export type Direction = 'send' | 'receive';

/** What this browser and the room have in common; makes the ends of transports. */
export type LiveDevice = {
  /** The room's capabilities that it was made for, as text: a room that speaks the same needs no new device. */
  readonly madeFor: string;
  readonly rtpCapabilities: Wire;
  makeTransport(direction: Direction, parameters: TransportParameters, iceServers: IceServers): Transport;
};

/** Rejects with `ClientError` when the browser has no WebRTC that mediasoup-client knows. */
export async function loadDevice(routerRtpCapabilities: Wire): Promise<LiveDevice> {
  const device = await makeDevice();
  await device.load({ routerRtpCapabilities: readRtpCapabilities(routerRtpCapabilities) });
  return {
    madeFor: JSON.stringify(routerRtpCapabilities),
    rtpCapabilities: writeRtp(device.recvRtpCapabilities),
    makeTransport(direction, { transportId, ...parameters }, iceServers) {
      const options = {
        id: transportId,
        iceParameters: withoutUndefined(parameters.iceParameters),
        iceCandidates: parameters.iceCandidates.map(withoutUndefined),
        dtlsParameters: withoutUndefined(parameters.dtlsParameters),
        iceServers: iceServers.map(withoutUndefined),
      };
      return direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
    },
  };
}

async function makeDevice(): Promise<Device> {
  try {
    return await Device.factory();
  } catch (cause) {
    throw new ClientError('refused', null, { cause });
  }
}

/** mediasoup-client's callbacks want an `Error`. */
export const asError = (cause: unknown): Error => (cause instanceof Error ? cause : new Error(String(cause)));

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** mediasoup-client's types have absent fields where the wire's may be undefined; what is undefined is left out. */
function withoutUndefined<T extends object>(from: T): Defined<T> {
  return Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined)) as Defined<T>;
}
