import { observer } from 'mediasoup';

/** A fault for the load test to find, loaded before the server: the transports of a hall that left stay open in the worker. */
observer.on('newworker', (worker) =>
  worker.observer.on('newrouter', (router) =>
    router.observer.on('newtransport', (transport) => {
      transport.close = () => undefined;
    }),
  ),
);
