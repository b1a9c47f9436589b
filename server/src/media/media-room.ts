import type { types } from 'mediasoup';
import type { TrackSource } from '#shared/media.ts';
import type { Handle } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import { mediaCodecs } from './codecs.ts';
import { chooseReceiverWorker, FanOut } from './fan-out.ts';
import { mediaLost, workerAnswer } from './media-call.ts';
import { MediaPeer, type PeerHost } from './media-peer.ts';
import { leastLoaded, MediaWorker } from './media-worker.ts';
import type { Direction, Place, Spot } from './peer-transport.ts';
import type { WorkerPool } from './worker-pool.ts';

export type MediaRoomOptions = {
  readonly id: string;
  readonly pool: WorkerPool;
  readonly log: Logger;
  /** A worker died that carried media of this room: some or all of it is lost, and `epoch` is one higher. */
  readonly onLost: (epoch: number) => void;
  readonly onClosed: () => void;
};

type OnAir = { readonly producer: types.Producer; readonly source: TrackSource; readonly spot: Spot };

/**
 * The media of one room: a router in each worker that it uses. Senders go to the home worker, receivers where there is room;
 * producers are piped from the one to the others. When the home dies, the next sender finds a new one; whoever sat on
 * another worker keeps its transports and only consumes anew.
 */
export class MediaRoom {
  readonly id: string;
  readonly #options: MediaRoomOptions;
  readonly #routers = new Map<MediaWorker, Promise<types.Router>>();
  readonly #onAir = new Map<string, OnAir>();
  readonly #peers = new Set<MediaPeer>();
  readonly #fanOut = new FanOut();
  readonly #deaths: Handle;
  #home: MediaWorker | undefined;
  #epoch = 1;
  #isClosed = false;

  constructor(options: MediaRoomOptions) {
    this.id = options.id;
    this.#options = options;
    this.#deaths = options.pool.onDied((worker) => this.#lose(worker));
  }

  /** Rises each time media of this room was lost. Starts at 1. */
  get epoch(): number {
    return this.#epoch;
  }

  openPeer(on: { tracksChanged(): void }): MediaPeer {
    const host: PeerHost = {
      log: this.#options.log,
      place: (direction) => this.#place(direction),
      putOnAir: (producer, source, spot) => this.#putOnAir(producer, source, spot),
      sourceOf: (producerId) => this.#onAir.get(producerId)?.source,
      bring: (producerId, spot) => this.#bring(producerId, spot),
      tracksChanged: () => on.tracksChanged(),
      closed: () => void this.#peers.delete(peer),
    };
    const peer = new MediaPeer(host);
    this.#peers.add(peer);
    return peer;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#deaths.close();
    for (const peer of [...this.#peers]) peer.close();
    for (const router of this.#routers.values()) router.then(closeIt, () => undefined);
    this.#routers.clear();
    this.#options.onClosed();
  }

  async #place(direction: Direction): Promise<Place> {
    const chosen = direction === 'send' ? this.#homeWorker() : this.#receiverWorker();
    // No turn of the event loop between choosing a living worker and taking the seat: others are choosing too.
    const worker = chosen instanceof MediaWorker ? chosen : await chosen;
    const seat = direction === 'receive' ? worker.takeSeat() : undefined;
    try {
      return { worker, router: await this.#router(worker), seat };
    } catch (error) {
      seat?.close();
      throw error;
    }
  }

  async #homeWorker(): Promise<MediaWorker> {
    if (this.#home?.isAlive === true) return this.#home;
    const used = leastLoaded(this.#used());
    const worker = used ?? (await this.#options.pool.pick());
    this.#home = worker;
    return worker;
  }

  #receiverWorker(): MediaWorker | Promise<MediaWorker> {
    return chooseReceiverWorker(this.#used(), this.#options.pool.living()) ?? this.#options.pool.pick();
  }

  #used(): MediaWorker[] {
    return [...this.#routers.keys()].filter(({ isAlive }) => isAlive);
  }

  #router(worker: MediaWorker): Promise<types.Router> {
    if (this.#isClosed) return Promise.reject(mediaLost());
    const known = this.#routers.get(worker);
    if (known !== undefined) return known;
    const made = this.#makeRouter(worker);
    this.#routers.set(worker, made);
    return made;
  }

  async #makeRouter(worker: MediaWorker): Promise<types.Router> {
    try {
      const made = worker.worker.createRouter({ mediaCodecs, appData: { roomId: this.id } });
      return await workerAnswer('open a router', made, worker.worker);
    } catch (error) {
      this.#routers.delete(worker);
      throw error;
    }
  }

  #putOnAir(producer: types.Producer, source: TrackSource, spot: Spot): void {
    this.#onAir.set(producer.id, { producer, source, spot });
    producer.observer.once('close', () => this.#onAir.delete(producer.id));
  }

  async #bring(producerId: string, to: Spot): Promise<boolean> {
    const entry = this.#onAir.get(producerId);
    if (entry === undefined) return false;
    if (entry.spot.router === to.router) return true;
    try {
      await this.#fanOut.reach(entry.producer, entry.spot.router, to.router);
      return true;
    } catch (error) {
      if (entry.producer.closed && !to.router.closed) return false;
      throw error;
    }
  }

  /** By now mediasoup has closed what lived in that worker, and each peer knows what it lost. */
  #lose(worker: MediaWorker): void {
    if (!this.#routers.delete(worker)) return;
    if (this.#home === worker) this.#home = undefined;
    this.#epoch += 1;
    this.#options.log.warn({ roomId: this.id, worker: worker.index, epoch: this.#epoch }, 'a room lost media');
    this.#options.onLost(this.#epoch);
  }
}

const closeIt = (router: types.Router): void => router.close();
