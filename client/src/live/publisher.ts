import type { Producer } from 'mediasoup-client/types';
import type { TrackSource } from '#shared/media.ts';
import type { MediaTransport } from './media-transport.ts';
import { Owner } from './owner.ts';
import type { LocalTrackState } from './room-state.ts';
import { asClientError, type Request } from './wire.ts';

const retryMs = 2_000;

type Wanted = { track: MediaStreamTrack; paused: boolean };
type OnAir = { producer: Producer; paused: boolean };

export type PublisherOptions = {
  request: Request;
  /** Opens a transport to send by; called when there is something to send and none is open. */
  openTransport: () => Promise<MediaTransport>;
  publish: (local: Record<TrackSource, LocalTrackState>) => void;
};

const sources: readonly TrackSource[] = ['microphone', 'camera', 'screen'];

/**
 * Sends what is wanted. The page says what should be on air; this brings it about and keeps it so: after the media was lost or
 * the room joined anew, everything wanted is produced again by itself.
 */
export class Publisher {
  readonly #owner = new Owner();
  readonly #options: PublisherOptions;
  readonly #wanted = new Map<TrackSource, Wanted>();
  readonly #onAir = new Map<TrackSource, OnAir>();
  #transport: MediaTransport | null = null;
  #mayPublish = false;
  #isWorking = false;
  #isDirty = false;

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  get transport(): MediaTransport | null {
    return this.#transport;
  }
  get isSending(): boolean {
    return [...this.#onAir.values()].some(({ paused }) => !paused);
  }
  get hasWishes(): boolean {
    return this.#wanted.size > 0;
  }

  /** `null` takes the source off the air; another track of the same source replaces the one before without renegotiation. */
  set(source: TrackSource, track: MediaStreamTrack | null, paused: boolean): void {
    const before = this.#wanted.get(source);
    if (before?.track === track && before?.paused === paused) return;
    if (track) this.#wanted.set(source, { track, paused });
    else if (!this.#wanted.delete(source)) return;
    this.#work();
  }

  /** The room is joined: what is wanted goes on air. */
  start(): void {
    this.#mayPublish = true;
    this.#work();
  }

  /** The transports of the room are gone; wishes stay. */
  lose(): void {
    this.#transport?.close();
    this.#transport = null;
    this.#onAir.clear();
    this.#publish();
  }

  /** No room at the moment: wait for `start`. What is on air stays there as long as the server lets it. */
  pauseWork(): void {
    this.#mayPublish = false;
  }

  close(): void {
    this.#owner.close();
    this.#transport?.close();
  }

  #work(): void {
    this.#isDirty = true;
    this.#publish();
    if (this.#isWorking || this.#owner.isClosed || !this.#mayPublish) return;
    this.#isWorking = true;
    this.#reconcile()
      .catch((error: unknown) => {
        // The server does not know our transport or producer any more: make them anew.
        if (asClientError(error).code === 'not_found') this.lose();
        this.#isDirty = false;
        this.#owner.after(retryMs, () => this.#work());
      })
      .finally(() => {
        this.#isWorking = false;
        this.#publish();
        if (this.#isDirty) this.#work();
      });
  }

  async #reconcile(): Promise<void> {
    this.#isDirty = false;
    for (const source of sources) {
      const wanted = this.#wanted.get(source);
      const onAir = this.#onAir.get(source);
      if (wanted && !onAir) await this.#produce(source);
      else if (wanted && onAir) await this.#adapt(onAir, wanted);
      else if (onAir) await this.#stop(source, onAir);
    }
  }

  async #produce(source: TrackSource): Promise<void> {
    this.#transport ??= await this.#options.openTransport();
    const transport = this.#transport;
    // Read only now: it may have been muted while the transport was made.
    const wanted = this.#wanted.get(source);
    if (!wanted || wanted.track.readyState === 'ended') return;
    const { track, paused } = wanted;
    const producer = await transport.produce(track, source, paused);
    if (transport !== this.#transport) return;
    if (paused) producer.pause();
    this.#onAir.set(source, { producer, paused });
    this.#publish();
  }

  async #adapt(onAir: OnAir, { track, paused }: Wanted): Promise<void> {
    const { producer } = onAir;
    if (producer.track !== track && track.readyState === 'live') await producer.replaceTrack({ track });
    if (onAir.paused === paused) return;
    if (paused) producer.pause();
    else producer.resume();
    await this.#options.request('media:setProducerPaused', { producerId: producer.id, paused });
    onAir.paused = paused;
  }

  async #stop(source: TrackSource, { producer }: OnAir): Promise<void> {
    producer.close();
    this.#onAir.delete(source);
    await this.#options.request('media:closeProducer', { producerId: producer.id });
  }

  #publish(): void {
    const stateOf = (source: TrackSource): LocalTrackState => {
      const wanted = this.#wanted.get(source);
      if (!wanted) return 'off';
      const onAir = this.#onAir.get(source);
      if (!onAir) return 'starting';
      return onAir.paused ? 'paused' : 'onAir';
    };
    this.#options.publish({ camera: stateOf('camera'), microphone: stateOf('microphone'), screen: stateOf('screen') });
  }
}
