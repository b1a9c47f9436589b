import type { MediaState, TransportParameters } from '#shared/media.ts';
import type { Signalling } from '../../support/light-endpoint.ts';

/** What a receiver is told when it joins. */
export type Joined = {
  transport: TransportParameters;
  capabilities: MediaState['routerRtpCapabilities'];
  producerIds: string[];
};

/** One of the two that are compared: a server of one stream, which takes a publisher and receivers by the media contract. */
export type Stage = {
  signalling(who: string): Signalling;
  joinPublisher(who: string): Promise<void>;
  joinReceiver(who: string): Promise<Joined>;
  /** Receivers on each worker, the publisher's first. */
  placing(): number[];
  close(): Promise<void>;
};
