import type { Consumer, Producer, Transport, ConnectionState as TransportState } from 'mediasoup-client/types';
import type { ConsumerParameters, TrackSource, TransportParameters } from '#shared/media.ts';
import type { Direction, IceServers } from './device.ts';
import { asError, type LiveDevice, readRtpParameters, writeRtp } from './device.ts';
import { encodingOf } from './encodings.ts';
import { withinTime } from './time-limit.ts';
import type { Request } from './wire.ts';

/** Making or changing one end of a connection is work inside the browser; longer than this it will not end at all. */
const browserWorkMs = 10_000;

export type MediaTransportOptions = {
  direction: Direction;
  device: LiveDevice;
  parameters: TransportParameters;
  iceServers: IceServers;
  request: Request;
};

/** One WebRTC transport to the room: knows how to reach the server about itself and since when it is in its state. */
export class MediaTransport {
  readonly #transport: Transport;
  readonly #request: Request;
  #stateSinceMs = Date.now();
  /** What the produce that is under way is of; one at a time. */
  #announcing: { source: TrackSource; paused: boolean } | null = null;

  constructor({ direction, device, parameters, iceServers, request }: MediaTransportOptions) {
    this.#request = request;
    this.#transport = device.makeTransport(direction, parameters, iceServers);
    this.#wire();
  }

  get id(): string {
    return this.#transport.id;
  }
  get state(): TransportState {
    return this.#transport.connectionState;
  }
  get stateSinceMs(): number {
    return this.#stateSinceMs;
  }

  async produce(track: MediaStreamTrack, source: TrackSource, paused: boolean): Promise<Producer> {
    this.#announcing = { source, paused };
    try {
      return await withinTime(
        this.#transport.produce({
          track,
          ...encodingOf[source],
          stopTracks: false,
          disableTrackOnPause: false,
          zeroRtpOnPause: true,
        }),
        browserWorkMs,
      );
    } finally {
      this.#announcing = null;
    }
  }

  consume({ consumerId, producerId, source, kind, rtpParameters }: ConsumerParameters): Promise<Consumer> {
    const consumed = this.#transport.consume({
      id: consumerId,
      producerId,
      kind,
      rtpParameters: readRtpParameters(rtpParameters),
      // Camera and voice are kept in step by the browser (one stream); a screen must not wait for the voice.
      streamId: source === 'screen' ? 'screen' : 'person',
    });
    return withinTime(consumed, browserWorkMs);
  }

  async restartIce(): Promise<void> {
    const { iceParameters } = await this.#request('media:restartIce', { transportId: this.id });
    const { iceLite, ...rest } = iceParameters;
    await withinTime(
      this.#transport.restartIce({ iceParameters: iceLite === undefined ? rest : { ...rest, iceLite } }),
      browserWorkMs,
    );
  }

  stats(): Promise<RTCStatsReport> {
    return withinTime(this.#transport.getStats(), browserWorkMs);
  }

  /** Also ends its producers and consumers, here only; the server ends its side by itself. */
  close(): void {
    this.#transport.close();
  }

  #wire(): void {
    const transport = this.#transport;
    transport.on('connectionstatechange', () => {
      this.#stateSinceMs = Date.now();
    });
    transport.on('connect', ({ dtlsParameters }, done, fail) => {
      this.#request('media:connectTransport', { transportId: this.id, dtlsParameters }).then(done, (error: unknown) =>
        fail(asError(error)),
      );
    });
    transport.on('produce', ({ kind, rtpParameters }, done, fail) => {
      if (!this.#announcing) {
        fail(new Error('produce without a source'));
        return;
      }
      this.#request('media:produce', {
        transportId: this.id,
        kind,
        rtpParameters: writeRtp(rtpParameters),
        ...this.#announcing,
      }).then(
        ({ producerId }) => done({ id: producerId }),
        (error: unknown) => fail(asError(error)),
      );
    });
  }
}
