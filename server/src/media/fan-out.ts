import { errors, type types } from 'mediasoup';
import { pipeListenInfo } from './listen-infos.ts';
import { workerAnswer } from './media-call.ts';
import { leastLoaded, type MediaWorker } from './media-worker.ts';

/**
 * A room takes a further worker when its own least-loaded one carries this many consumers more. 60 consumers are 30 halls with
 * picture and sound, some 5,000 packets a second or 6 % of a core: below that a pipe (one more hop, a second process whose
 * death the room feels) buys nothing; 254 halls (508 consumers) still spread evenly over two to eight cores.
 */
export const SPREAD_AT = 60;

/** Where a new receiver goes, of the workers that the room already uses and all living ones. */
export function chooseReceiverWorker(
  used: readonly MediaWorker[],
  living: readonly MediaWorker[],
): MediaWorker | undefined {
  const own = leastLoaded(used.filter((worker) => worker.isAlive));
  const any = leastLoaded(living);
  if (own === undefined || any === undefined) return any;
  return own.load - any.load >= SPREAD_AT ? any : own;
}

/**
 * Brings producers to the routers of other workers: once per (producer, router), however many ask at the same time. A piped
 * producer has the same id there. Key-frame requests of all routers meet in the origin's producer, whose
 * `keyFrameRequestDelay` lets one a second through; the piped one needs no delay of its own, which would add up.
 */
export class FanOut {
  readonly #pipes = new Map<string, Promise<void>>();

  reach(producer: types.Producer, from: types.Router, to: types.Router): Promise<void> {
    const key = `${producer.id}>${to.id}`;
    const known = this.#pipes.get(key);
    if (known !== undefined) return known;
    const pipe = this.#pipe(producer, from, to, () => this.#pipes.delete(key));
    this.#pipes.set(key, pipe);
    return pipe;
  }

  async #pipe(producer: types.Producer, from: types.Router, to: types.Router, forget: () => void): Promise<void> {
    try {
      // Retransmission also inside the machine: a worker that is busy for a moment overflows its socket's buffer.
      const path = { enableRtx: true, enableSctp: false, listenInfo: pipeListenInfo };
      const made = from.pipeToRouter({ producerId: producer.id, router: to, ...path });
      const { pipeProducer } = await workerAnswer('pipe a producer', made, to.closed ? to : from);
      if (pipeProducer === undefined) throw new errors.NotFoundError('nothing was piped');
      if (pipeProducer.closed) forget();
      else pipeProducer.observer.once('close', forget);
    } catch (error) {
      forget();
      throw error;
    }
  }
}
