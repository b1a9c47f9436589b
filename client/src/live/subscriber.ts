import type { Consumer } from 'mediasoup-client/types';
import type { ConsumerParameters, Track, TrackSource } from '#shared/media.ts';
import type { MediaTransport } from './media-transport.ts';
import { Owner } from './owner.ts';
import type { RemoteTrack } from './room-state.ts';
import { type PictureUse, pictureUse, type SavingLevel } from './saving.ts';
import type { Request } from './wire.ts';

/** So long a replaced consumer stays, so that the page can show the new picture before the old one ends, ms. */
const overlapMs = 5_000;
/** A shared screen that went off by itself (not by a cut) is taken away; its source would never come back by itself. */
const retryMs = 2_000;
/** What the server sends at most when nothing else was asked. */
const TOP_LAYER = 2;

/** One source of one sender. */
type Slot = { owner: string; source: TrackSource };
const keyOf = ({ owner, source }: Slot): string => `${source} ${owner}`;

type Receiver = {
  track: Track;
  consumer: Consumer;
  transport: MediaTransport;
  use: PictureUse;
  /** What the server was told last. */
  told: { isPaused: boolean; layer: number };
};

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
  /** On air, and of no use to this page now: what it received of them before is paused, and goes on when they are wanted again. */
  #unwanted: readonly Track[] = [];
  #receivers = new Map<string, Receiver>();
  #layers = new Map<string, number>();
  #saving: SavingLevel = 'none';
  #isWorking = false;
  #isDirty = false;

  constructor(options: SubscriberOptions) {
    this.#options = options;
  }

  /** Tracks for which packets should be coming in now. */
  get expected(): readonly Receiver[] {
    return [...this.#receivers.values()].filter(
      ({ track, transport, use }) =>
        transport === this.#path?.transport && use !== 'none' && this.#isWanted(track) && !this.#isPaused(track),
    );
  }

  /** A camera is received, so its picture should move. */
  get isCameraDue(): boolean {
    return this.expected.some(({ track }) => track.source === 'camera');
  }

  get wantsMedia(): boolean {
    return this.#wanted.some((track) => !track.paused && this.#worthOf(track) !== 'none');
  }

  /** From now on receives over this transport; everything is consumed anew there. The old transport is closed by its owner. */
  open(transport: MediaTransport, rtpCapabilities: Record<string, unknown>): void {
    this.#path = { transport, rtpCapabilities };
    this.#work();
  }

  setTracks(wanted: readonly Track[], unwanted: readonly Track[] = []): void {
    this.#wanted = wanted;
    this.#unwanted = unwanted;
    this.#adapt();
    this.#work();
  }

  /** Which size of the picture is of use: 0 small, 1 middle, 2 full. Remembered for producers to come. */
  preferLayer(slot: Slot, spatialLayer: number): void {
    const key = keyOf(slot);
    if (this.#layers.get(key) === spatialLayer) return;
    this.#layers.set(key, spatialLayer);
    this.#adapt();
  }

  /** Whether of what is on air one level leaves out something else than the other. */
  differ(one: SavingLevel, other: SavingLevel): boolean {
    return this.#wanted.some(
      (track) => pictureUse(track, one, this.#wanted) !== pictureUse(track, other, this.#wanted),
    );
  }

  /** How much is left out from now on, of what is received and of what comes. */
  save(level: SavingLevel): void {
    this.#saving = level;
    this.#adapt();
  }

  /** Takes off the page what is off air and of no use any more as a last picture. */
  forget(which: (track: Track) => boolean): void {
    for (const [key, { track, consumer }] of this.#receivers) {
      if (this.#isOnAir(track) || !which(track)) continue;
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

  #isOnAir(track: Track): boolean {
    return this.#isWanted(track) || this.#unwanted.some(({ producerId }) => producerId === track.producerId);
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
        this.#owner.after(retryMs, () => {
          // A consumer whose resume got no answer still stands still.
          this.#adapt();
          this.#work();
        });
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
    const resumed = received.flatMap((receiver) => (receiver && receiver.use !== 'none' ? [receiver] : []));
    if (resumed.length === 0) return;
    await this.#options.request('media:resumeConsumers', { consumerIds: resumed.map(({ consumer }) => consumer.id) });
    for (const { told } of resumed) told.isPaused = false;
    this.#adapt();
  }

  async #receive(transport: MediaTransport, parameters: ConsumerParameters): Promise<Receiver | null> {
    const consumer = await transport.consume(parameters);
    // Also what is no longer of use: the server keeps its consumer, which goes on when the track is wanted again.
    const track = [...this.#wanted, ...this.#unwanted].find(({ producerId }) => producerId === parameters.producerId);
    if (!track || this.#owner.isClosed || transport !== this.#path?.transport) {
      consumer.close();
      return null;
    }
    const before = this.#receivers.get(keyOf(track));
    const receiver: Receiver = {
      track,
      consumer,
      transport,
      use: this.#worthOf(track),
      told: { isPaused: true, layer: TOP_LAYER },
    };
    this.#receivers.set(keyOf(track), receiver);
    if (before) this.#owner.after(overlapMs, () => before.consumer.close());
    this.#publish();
    return receiver;
  }

  #worthOf(track: Track): PictureUse {
    if (!this.#isWanted(track) && this.#isOnAir(track)) return 'none';
    return pictureUse(track, this.#saving, this.#wanted);
  }

  /** Pauses and resumes pictures and asks for their size, as it is of use now. */
  #adapt(): void {
    for (const receiver of this.#receivers.values()) {
      receiver.use = this.#worthOf(receiver.track);
      // Of what went off air the server knows nothing any more.
      if (receiver.transport === this.#path?.transport && this.#isOnAir(receiver.track)) this.#tell(receiver);
    }
    this.#publish();
  }

  #tell({ track, consumer, use, told }: Receiver): void {
    const { request } = this.#options;
    const isPaused = use === 'none';
    const consumerIds = [consumer.id];
    const again = (put: () => void) => () => {
      put();
      this.#owner.after(retryMs, () => this.#adapt());
    };
    if (isPaused !== told.isPaused) {
      told.isPaused = isPaused;
      request(isPaused ? 'media:pauseConsumers' : 'media:resumeConsumers', { consumerIds }).catch(
        again(() => {
          told.isPaused = !isPaused;
        }),
      );
    }
    const before = told.layer;
    const layer = use === 'small' ? 0 : (this.#layers.get(keyOf(track)) ?? TOP_LAYER);
    if (track.source !== 'camera' || isPaused || layer === before) return;
    told.layer = layer;
    request('media:preferLayer', { consumerId: consumer.id, spatialLayer: layer }).catch(
      again(() => {
        told.layer = before;
      }),
    );
  }

  #publish(): void {
    const remote = [...this.#receivers.values()].map(({ track, consumer, use }): RemoteTrack => {
      const { owner, source, participantId, producerId } = track;
      const now = { isPaused: this.#isPaused(track), isOnAir: this.#isWanted(track), isLeftOut: use === 'none' };
      return { owner, source, participantId, producerId, mediaTrack: consumer.track, ...now };
    });
    this.#options.publish(remote);
  }
}
