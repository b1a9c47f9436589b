import type { types } from 'mediasoup';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Metrics } from '../kernel/metrics.ts';
import { type Census, takeCensus } from './census.ts';
import { mediaCodecs } from './codecs.ts';
import type { Listening } from './listen-infos.ts';
import { workerAnswer } from './media-call.ts';
import { listenToMediaLog } from './media-log.ts';
import { MediaRoom } from './media-room.ts';
import type { MediaWorker } from './media-worker.ts';
import { WorkerPool } from './worker-pool.ts';

export type { MediaPeer } from './media-peer.ts';
export type { MediaRoom } from './media-room.ts';

export type SfuOptions = Listening & {
  readonly workerBin: string;
  /** How many worker processes; one per core is right. */
  readonly workers: number;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics?: Metrics;
};

/** What one worker carries now. `load` is in consumers, those that are expected soon included. */
export type WorkerStats = Census & { index: number; pid: number; load: number };
/** What is left inside a worker process, by its own account: a room that was closed leaves nothing. */
export type WorkerRemains = { pid: number; routers: number; webRtcTransports: number; requestHandlers: number };

/** The selective forwarding unit: everything that the rest of the server knows of media packets. */
export type Sfu = {
  /** The same for every room. */
  readonly rtpCapabilities: types.RtpCapabilities;
  /** A room costs nothing until somebody in it opens a transport. `onLost`: a worker with media of this room died. */
  openRoom(room: { id: string; onLost(epoch: number): void }): MediaRoom;
  stats(): { rooms: number; workers: WorkerStats[] };
  workerPids(): number[];
  dump(): Promise<WorkerRemains[]>;
  close(): Promise<void>;
};

/**
 * Starts the workers. Rejects with a sentence for the console when the binary does not run or a port is taken.
 */
export async function createSfu(options: SfuOptions): Promise<Sfu> {
  const { log } = options;
  listenToMediaLog(log.child({ part: 'mediasoup' }));
  const censuses = new WeakMap<MediaWorker, Readonly<Census>>();
  const pool = await WorkerPool.open({
    ...options,
    onStarted: (worker) => censuses.set(worker, takeCensus(worker.worker)),
  });
  const rooms = new Set<MediaRoom>();

  const stats = (): { rooms: number; workers: WorkerStats[] } => ({
    rooms: rooms.size,
    workers: pool.living().map((worker) => ({
      index: worker.index,
      pid: worker.pid,
      load: worker.load,
      ...(censuses.get(worker) ?? { routers: 0, transports: 0, producers: 0, consumers: 0 }),
    })),
  });
  if (options.metrics !== undefined) exposeMetrics(options.metrics, stats);

  return {
    rtpCapabilities: await readCapabilities(pool),
    openRoom: ({ id, onLost }) => {
      const room: MediaRoom = new MediaRoom({ id, pool, log, onLost, onClosed: () => void rooms.delete(room) });
      rooms.add(room);
      return room;
    },
    stats,
    workerPids: () => pool.living().map(({ pid }) => pid),
    dump: () => Promise.all(pool.living().map(remains)),
    close: async () => {
      for (const room of [...rooms]) room.close();
      await pool.close();
    },
  };
}

/** A router's capabilities follow from the codecs alone; one is made for a moment, since mediasoup has no other public way. */
async function readCapabilities(pool: WorkerPool): Promise<types.RtpCapabilities> {
  const { worker } = await pool.pick();
  const router = await workerAnswer('read capabilities', worker.createRouter({ mediaCodecs }), worker);
  router.close();
  return router.rtpCapabilities;
}

async function remains({ worker, webRtcServer, pid }: MediaWorker): Promise<WorkerRemains> {
  const [inside, server] = await workerAnswer('dump', Promise.all([worker.dump(), webRtcServer.dump()]), worker);
  return {
    pid,
    routers: inside.routerIds.length,
    webRtcTransports: server.webRtcTransportIds.length,
    requestHandlers: inside.channelMessageHandlers.channelRequestHandlers.length,
  };
}

function exposeMetrics(metrics: Metrics, stats: () => { rooms: number; workers: WorkerStats[] }): void {
  const sum = (kind: keyof Census) => () => stats().workers.reduce((total, worker) => total + worker[kind], 0);
  metrics.gauge({ name: 'media_workers', help: 'Living media workers', read: () => stats().workers.length });
  metrics.gauge({ name: 'media_rooms', help: 'Open media rooms', read: () => stats().rooms });
  metrics.gauge({ name: 'media_transports', help: 'Transports, pipes included', read: sum('transports') });
  metrics.gauge({ name: 'media_producers', help: 'Producers, piped ones included', read: sum('producers') });
  metrics.gauge({ name: 'media_consumers', help: 'Consumers, piping ones included', read: sum('consumers') });
}
