import type { types } from 'mediasoup';
import type { ConsumerParameters, TrackSource, TransportParameters } from '#shared/media.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Logger } from '../kernel/logger.ts';
import { preferLayer } from './layers.ts';
import { isLineThin } from './line.ts';
import { clientRequest, mediaLost, workerAnswer } from './media-call.ts';
import { type Direction, PeerTransport, type Place, type Spot } from './peer-transport.ts';
import { asRtpCapabilities, asRtpParameters } from './rtp-seam.ts';

type Json = Record<string, unknown>;
type Kind = 'audio' | 'video';

/** A track of this peer that is on air. */
type PeerTrack = { producerId: string; source: TrackSource; kind: Kind; paused: boolean };

export type ProduceInput = {
  transportId: string;
  source: TrackSource;
  kind: Kind;
  rtpParameters: Json;
  paused: boolean;
};

/** What a peer needs of its room. */
export type PeerHost = {
  readonly log: Logger;
  place(direction: Direction): Promise<Place>;
  /** The producer may be consumed from now on. */
  putOnAir(producer: types.Producer, source: TrackSource, spot: Spot): void;
  /** The source of a producer that is on air. */
  sourceOf(producerId: string): TrackSource | undefined;
  /** Makes a producer consumable at this spot; false when it is off air. */
  bring(producerId: string, spot: Spot): Promise<boolean>;
  tracksChanged(): void;
  closed(): void;
};

/**
 * Key-frame requests of all receivers of a track are gathered for this long, in ms, before the next one goes to its sender:
 * 254 halls that come back together must not make it send nothing but key frames.
 */
const KEY_FRAME_REQUEST_DELAY_MS = 1_000;

type OnAir = { readonly producer: types.Producer; readonly sent: string };

/** One participant's media: at most one transport per direction, one producer per source, one consumer per producer. */
export class MediaPeer {
  readonly #host: PeerHost;
  readonly #transports = new Map<Direction, PeerTransport>();
  readonly #onAir = new Map<TrackSource, OnAir>();
  readonly #consumers = new Map<string, types.Consumer>();
  readonly #byProducer = new Map<string, Promise<types.Consumer | undefined>>();
  #isLost = false;
  #isClosed = false;

  constructor(host: PeerHost) {
    this.#host = host;
  }

  /** True while everything that the client was given still stands: it can go on as if it had never been away. */
  get isIntact(): boolean {
    const transports = [...this.#transports.values()];
    return !this.#isLost && this.#transports.has('receive') && transports.every(({ isAlive }) => isAlive);
  }

  get isOnAir(): boolean {
    return this.#onAir.size > 0;
  }

  /** In the order they went on air. */
  get tracks(): PeerTrack[] {
    return [...this.#onAir].map(([source, { producer }]) => ({
      producerId: producer.id,
      source,
      kind: producer.kind,
      paused: producer.paused,
    }));
  }

  /** A new transport of a direction closes the old one and what ran over it. */
  async openTransport(direction: Direction): Promise<TransportParameters> {
    const place = await this.#host.place(direction);
    const opened = await PeerTransport.open(direction, place, () => {
      this.#isLost = true;
      if (this.#transports.get(direction) === opened) this.#transports.delete(direction);
    });
    if (this.#isClosed) {
      opened.close();
      throw mediaLost();
    }
    this.#transports.get(direction)?.close();
    this.#transports.set(direction, opened);
    return opened.parameters();
  }

  connectTransport(transportId: string, dtlsParameters: types.DtlsParameters): Promise<void> {
    return this.#transport(transportId).connect(dtlsParameters);
  }

  restartIce(transportId: string): Promise<types.IceParameters> {
    return this.#transport(transportId).restartIce();
  }

  /** Puts a track on air and takes the one of the same source off. The same call repeated finds what it made. */
  async produce(input: ProduceInput): Promise<string> {
    const { transport, spot } = this.#transport(input.transportId, 'send');
    const sent = JSON.stringify([input.transportId, input.rtpParameters]);
    const known = this.#onAir.get(input.source);
    if (known?.sent === sent) return known.producer.id;
    const rtpParameters = asRtpParameters(input.rtpParameters);
    const { kind, paused } = input;
    const delay = kind === 'video' ? { keyFrameRequestDelay: KEY_FRAME_REQUEST_DELAY_MS } : {};
    const options = { kind, paused, rtpParameters, ...delay };
    const producer = await clientRequest('produce', () => transport.produce(options), transport);
    if (producer.closed) throw mediaLost();
    this.#putOnAir(input.source, { producer, sent }, spot);
    return producer.id;
  }

  async setProducerPaused(producerId: string, paused: boolean): Promise<void> {
    const producer = this.#producer(producerId);
    const done = paused ? producer.pause() : producer.resume();
    await workerAnswer('pause or resume a producer', done, producer);
    this.#host.tracksChanged();
  }

  closeProducer(producerId: string): void {
    this.#producer(producerId).close();
  }

  /** Paused consumers for those of the producers that are on air and in a format that the client knows. */
  async consume(
    transportId: string,
    capabilities: Json,
    producerIds: readonly string[],
  ): Promise<ConsumerParameters[]> {
    const receiver = this.#transport(transportId, 'receive');
    const rtpCapabilities = asRtpCapabilities(capabilities);
    const wanted = [...new Set(producerIds)];
    const made = await Promise.all(wanted.map((id) => this.#consumeOnce(receiver, rtpCapabilities, id)));
    const isOnAir = (id: string): boolean => this.#host.sourceOf(id) !== undefined;
    if (wanted.some(isOnAir) && made.every((consumer) => consumer === undefined)) throw refused();
    return made.flatMap((consumer) => (consumer === undefined || consumer.closed ? [] : this.#describe(consumer)));
  }

  /** Packets flow from now on; the worker asks for a key frame for each video by itself. */
  async resumeConsumers(consumerIds: readonly string[]): Promise<void> {
    const known = consumerIds.flatMap((id) => this.#consumers.get(id) ?? []);
    await Promise.all(known.map((consumer) => workerAnswer('resume a consumer', consumer.resume(), consumer)));
    if (known.length < consumerIds.length) throw notFound();
  }

  /** No packets of these come any more until they are resumed. */
  async pauseConsumers(consumerIds: readonly string[]): Promise<void> {
    const known = consumerIds.flatMap((id) => this.#consumers.get(id) ?? []);
    await Promise.all(known.map((consumer) => workerAnswer('pause a consumer', consumer.pause(), consumer)));
    if (known.length < consumerIds.length) throw notFound();
  }

  /** Whether what this peer receives suffers on its own line. */
  get isLineThin(): boolean {
    return isLineThin([...this.#consumers.values()]);
  }

  async preferLayer(consumerId: string, spatialLayer: number): Promise<void> {
    const consumer = this.#consumers.get(consumerId);
    if (consumer === undefined) throw notFound();
    await workerAnswer('prefer a layer', preferLayer(consumer, spatialLayer), consumer);
  }

  /** All bytes that came from the client so far; undefined when it has no transport. */
  async bytesReceived(): Promise<number | undefined> {
    const transports = [...this.#transports.values()];
    if (transports.length === 0) return undefined;
    const bytes = await Promise.all(transports.map((transport) => transport.bytesReceived()));
    return bytes.reduce((sum, one) => sum + one, 0);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const transport of this.#transports.values()) transport.close();
    this.#transports.clear();
    this.#host.closed();
  }

  #putOnAir(source: TrackSource, entry: OnAir, spot: Spot): void {
    const previous = this.#onAir.get(source);
    this.#onAir.delete(source);
    this.#onAir.set(source, entry);
    entry.producer.observer.once('close', () => {
      if (this.#onAir.get(source) === entry) this.#onAir.delete(source);
      this.#host.tracksChanged();
    });
    this.#host.putOnAir(entry.producer, source, spot);
    previous?.producer.close();
    this.#host.tracksChanged();
  }

  /** A repeated or simultaneous request for a producer gets the same consumer. */
  #consumeOnce(
    receiver: PeerTransport,
    rtpCapabilities: types.RtpCapabilities,
    producerId: string,
  ): Promise<types.Consumer | undefined> {
    const known = this.#byProducer.get(producerId);
    if (known !== undefined) return known;
    const made = this.#consume(receiver, rtpCapabilities, producerId);
    this.#byProducer.set(producerId, made);
    const forget = (): void => {
      if (this.#byProducer.get(producerId) === made) this.#byProducer.delete(producerId);
    };
    made.then((consumer) => {
      if (consumer === undefined || consumer.closed) forget();
      else consumer.observer.once('close', forget);
    }, forget);
    return made;
  }

  async #consume(
    { transport, spot }: PeerTransport,
    rtpCapabilities: types.RtpCapabilities,
    producerId: string,
  ): Promise<types.Consumer | undefined> {
    if (!(await this.#host.bring(producerId, spot))) return undefined;
    if (!spot.router.canConsume({ producerId, rtpCapabilities })) {
      this.#host.log.warn({ producerId }, 'a client knows no codec of a track');
      return undefined;
    }
    try {
      const options = { producerId, rtpCapabilities, paused: true, enableRtx: true };
      const consumer = await clientRequest('consume', () => transport.consume(options), transport);
      this.#keep(consumer);
      return consumer;
    } catch (error) {
      // It went off air between the two calls: that is no mistake of the client.
      if (!transport.closed && this.#host.sourceOf(producerId) === undefined) return undefined;
      throw error;
    }
  }

  #keep(consumer: types.Consumer): void {
    if (consumer.closed) return;
    this.#consumers.set(consumer.id, consumer);
    consumer.observer.once('close', () => {
      this.#consumers.delete(consumer.id);
      this.#weigh();
    });
    this.#weigh();
  }

  #weigh(): void {
    this.#transports.get('receive')?.setConsumers(this.#consumers.size);
  }

  #describe(consumer: types.Consumer): ConsumerParameters[] {
    const { id: consumerId, producerId, kind, rtpParameters } = consumer;
    const source = this.#host.sourceOf(producerId);
    return source === undefined ? [] : [{ consumerId, producerId, source, kind, rtpParameters }];
  }

  #transport(transportId: string, direction?: Direction): PeerTransport {
    for (const transport of this.#transports.values()) {
      if (transport.id === transportId && (direction ?? transport.direction) === transport.direction) return transport;
    }
    throw notFound();
  }

  #producer(producerId: string): types.Producer {
    for (const { producer } of this.#onAir.values()) if (producer.id === producerId) return producer;
    throw notFound();
  }
}

const refused = (): AppError => new AppError('invalid_input', 'media_parameters');
/** Also for what belongs to somebody else: ids of others are not confirmed. */
const notFound = (): AppError => new AppError('not_found', 'media_object');
