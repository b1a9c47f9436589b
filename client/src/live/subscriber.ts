import type { Consumer } from 'mediasoup-client/types';
import type { ConsumerParameters, Track, TrackSource } from '#shared/media.ts';
import type { MediaTransport } from './media-transport.ts';
import { Owner } from './owner.ts';
import type { RemoteTrack } from './room-state.ts';
import type { Request } from './wire.ts';

/** So long a replaced consumer stays, so that the page can show the new picture before the old one ends, ms. */
const overlapMs = 5_000;
/** A shared screen that went off by itself (not by a cut) is taken away; its source would never come back by itself. */
const retryMs = 2_000;

/** One source of one sender. */
type Slot = { owner: string; source: TrackSource };
const keyOf = ({ owner, source }: Slot): string => `${source} ${owner}`;

type Receiver = { track: Track; consumer: Consumer; transport: MediaTransport };

export type SubscriberOptions = {
  request: Request;
  publish: (remote: readonly RemoteTrack[]) => void;
};

/**
 * Receives what is on air. Receivers are kept by sender and source: a new producer takes the place of the old one only when it
 * has a track of its own, and the last track of a source that vanished stays, so that its last picture can.
 */
export class Subscriber {
  readonly #owner = new Owner();
  readonly #options: SubscriberOptions;
  #path: { transport: MediaTransport; rtpCapabilities: Record<string, unknown> } | null = null;
  #wanted: readonly Track[] = [];
  #receivers = new Map<string, Receiver>();
  #layers = new Map<string, number>();
  #isWorking = false;
  #isDirty = false;

  constructor(options: SubscriberOptions) {
    this.#options = options;
  }

  /** Tracks for which packets should be coming in now. */
  get expected(): readonly Receiver[] {
    return [...this.#receivers.values()].filter(
      ({ track, transport }) => transport === this.#path?.transport && this.#isWanted(track) && !this.#isPaused(track),
    );
  }

  get wantsMedia(): boolean {
    return this.#wanted.some((track) => !track.paused);
  }

  /** From now on receives over this transport; everything is consumed anew there. The old transport is closed by its owner. */
  open(transport: MediaTransport, rtpCapabilities: Record<string, unknown>): void {
    this.#path = { transport, rtpCapabilities };
    this.#work();
  }

  setTracks(tracks: readonly Track[]): void {
    this.#wanted = tracks;
    this.#publish();
    this.#work();
  }

  /** Which size of the picture is of use: 0 small, 1 middle, 2 full. Remembered for producers to come. */
  preferLayer(slot: Slot, spatialLayer: number): void {
    const key = keyOf(slot);
    if (this.#layers.get(key) === spatialLayer) return;
    this.#layers.set(key, spatialLayer);
    const receiver = this.#receivers.get(key);
    if (receiver) this.#sendLayer(receiver);
  }

  /** Takes off the page what is off air and of no use any more as a last picture. */
  forget(which: (track: Track) => boolean): void {
    for (const [key, { track, consumer }] of this.#receivers) {
      if (this.#isWanted(track) || !which(track)) continue;
      this.#receivers.delete(key);
      consumer.close();
    }
    this.#publish();
  }

  close(): void {
    this.#owner.close();
    for (const { consumer } of this.#receivers.values()) consumer.close();
    this.#receivers.clear();
  }

  #isWanted(track: Track): boolean {
    return this.#wanted.some(({ producerId }) => producerId === track.producerId);
  }

  #isPaused(track: Track): boolean {
    return this.#wanted.find(({ producerId }) => producerId === track.producerId)?.paused ?? false;
  }

  #work(): void {
    this.#isDirty = true;
    if (this.#isWorking || this.#owner.isClosed) return;
    this.#isWorking = true;
    this.#reconcile()
      .catch(() => {
        // The line went or the transport is gone: whoever brings a new one begins anew; this is for all else.
        this.#owner.after(retryMs, () => this.#work());
      })
      .finally(() => {
        this.#isWorking = false;
        if (this.#isDirty && this.#path) this.#work();
      });
  }

  async #reconcile(): Promise<void> {
    this.#isDirty = false;
    const path = this.#path;
    if (!path) return;
    const missing = this.#wanted.filter((track) => {
      const receiver = this.#receivers.get(keyOf(track));
      return receiver?.track.producerId !== track.producerId || receiver.transport !== path.transport;
    });
    if (missing.length === 0) return;
    const { consumers } = await this.#options.request('media:consume', {
      transportId: path.transport.id,
      rtpCapabilities: path.rtpCapabilities,
      producerIds: missing.map(({ producerId }) => producerId),
    });
    const received = await Promise.all(consumers.map((parameters) => this.#receive(path.transport, parameters)));
    if (this.#owner.isClosed) return;
    const ids = received.flatMap((receiver) => (receiver ? [receiver.consumer.id] : []));
    if (ids.length > 0) await this.#options.request('media:resumeConsumers', { consumerIds: ids });
  }

  async #receive(transport: MediaTransport, parameters: ConsumerParameters): Promise<Receiver | null> {
    const consumer = await transport.consume(parameters);
    const track = this.#wanted.find(({ producerId }) => producerId === parameters.producerId);
    if (!track || this.#owner.isClosed || transport !== this.#path?.transport) {
      consumer.close();
      return null;
    }
    const before = this.#receivers.get(keyOf(track));
    const receiver = { track, consumer, transport };
    this.#receivers.set(keyOf(track), receiver);
    if (before) this.#owner.after(overlapMs, () => before.consumer.close());
    this.#publish();
    this.#sendLayer(receiver);
    return receiver;
  }

  #sendLayer({ track, consumer }: Receiver): void {
    const spatialLayer = this.#layers.get(keyOf(track));
    if (spatialLayer === undefined || track.source !== 'camera') return;
    this.#options.request('media:preferLayer', { consumerId: consumer.id, spatialLayer }).catch(() => undefined);
  }

  #publish(): void {
    const remote = [...this.#receivers.values()].map(({ track, consumer }): RemoteTrack => {
      const { owner, source, participantId, producerId } = track;
      const now = { isPaused: this.#isPaused(track), isOnAir: this.#isWanted(track) };
      return { owner, source, participantId, producerId, mediaTrack: consumer.track, ...now };
    });
    this.#options.publish(remote);
  }
}
