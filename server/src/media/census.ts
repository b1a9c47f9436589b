import type { types } from 'mediasoup';

/** How many of each kind live in a worker now, pipes included. */
export type Census = { routers: number; transports: number; producers: number; consumers: number };

/** Counts everything that is made in a worker, by mediasoup's own observers, so that no maker can forget to count. */
export function takeCensus(worker: types.Worker): Readonly<Census> {
  const census: Census = { routers: 0, transports: 0, producers: 0, consumers: 0 };
  const count = (kind: keyof Census, thing: { observer: Observable }): void => {
    census[kind] += 1;
    thing.observer.once('close', () => {
      census[kind] -= 1;
    });
  };
  worker.observer.on('newrouter', (router) => {
    count('routers', router);
    router.observer.on('newtransport', (transport) => {
      count('transports', transport);
      transport.observer.on('newproducer', (producer) => count('producers', producer));
      transport.observer.on('newconsumer', (consumer) => count('consumers', consumer));
    });
  });
  return census;
}

type Observable = { once(event: 'close', listener: () => void): unknown };
