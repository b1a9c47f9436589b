import { observer, type types } from 'mediasoup';

/** What the workers of this process have forwarded and used. */
export type Reading = { packets: number; cpuMs: number };

export type WorkerWatch = {
  /** Packets that went out to receivers (not into pipes), with the workers' CPU time, theirs alone. */
  read(order: 'packets first' | 'cpu first'): Promise<Reading>;
  consumers(): types.Consumer[];
  /** Workers made from now on are another's. */
  seal(): void;
};

/** Looks at all workers made from now on through mediasoup's own observers: product and bare script are read the same way. */
export function observeWorkers(): WorkerWatch {
  const workers = new Set<types.Worker>();
  const consumers = new Set<types.Consumer>();
  const take = (worker: types.Worker): void => {
    workers.add(worker);
    worker.observer.once('close', () => workers.delete(worker));
    worker.observer.on('newrouter', (router) =>
      router.observer.on('newtransport', (transport) =>
        transport.observer.on('newconsumer', (consumer) => {
          if (consumer.type === 'pipe') return;
          consumers.add(consumer);
          consumer.observer.once('close', () => consumers.delete(consumer));
        }),
      ),
    );
  };
  observer.on('newworker', take);

  const packets = async (): Promise<number> => {
    const stats = await Promise.all([...consumers].map((consumer) => consumer.getStats()));
    return sum(stats.map((of) => of.find(({ type }) => type === 'outbound-rtp')?.packetCount ?? 0));
  };
  const cpuMs = async (): Promise<number> => {
    const usages = await Promise.all([...workers].map((worker) => worker.getResourceUsage()));
    return sum(usages.map(({ ru_utime, ru_stime }) => ru_utime + ru_stime));
  };
  return {
    consumers: () => [...consumers],
    seal: () => void observer.off('newworker', take),
    // Reading 254 statistics costs the worker time too; it stays outside of what is measured at both ends.
    read: async (order) => {
      if (order === 'packets first') return { packets: await packets(), cpuMs: await cpuMs() };
      const cpu = await cpuMs();
      return { packets: await packets(), cpuMs: cpu };
    },
  };
}

const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
