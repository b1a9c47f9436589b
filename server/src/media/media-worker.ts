import type { types } from 'mediasoup';
import type { Handle } from '../kernel/disposer.ts';

/**
 * A receive transport weighs at least this many consumers: camera and voice of the lecturer. It is taken into account when the
 * transport is made, since in a join storm 254 transports exist before the first consumer does.
 */
const EXPECTED_CONSUMERS = 2;

/** What one receive transport adds to its worker's load. */
export type Seat = Handle & { setConsumers(count: number): void };

/** A living worker process with its one WebRtcServer, and how many consumers it carries. */
export class MediaWorker {
  readonly index: number;
  readonly worker: types.Worker;
  readonly webRtcServer: types.WebRtcServer;
  #load = 0;

  constructor(index: number, worker: types.Worker, webRtcServer: types.WebRtcServer) {
    this.index = index;
    this.worker = worker;
    this.webRtcServer = webRtcServer;
  }

  get pid(): number {
    return this.worker.pid;
  }

  get isAlive(): boolean {
    return !this.worker.closed;
  }

  /** In consumers, those that are expected soon included. */
  get load(): number {
    return this.#load;
  }

  takeSeat(): Seat {
    let weight = EXPECTED_CONSUMERS;
    let isTaken = true;
    this.#load += weight;
    const weigh = (next: number): void => {
      this.#load += next - weight;
      weight = next;
    };
    return {
      setConsumers: (count) => {
        if (isTaken) weigh(Math.max(count, EXPECTED_CONSUMERS));
      },
      close: () => {
        isTaken = false;
        weigh(0);
      },
    };
  }
}

/** Of some workers the one with the fewest consumers; undefined for none. */
export function leastLoaded(workers: Iterable<MediaWorker>): MediaWorker | undefined {
  let least: MediaWorker | undefined;
  for (const worker of workers) {
    if (least === undefined || worker.load < least.load) least = worker;
  }
  return least;
}
