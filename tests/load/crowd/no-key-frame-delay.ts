import { observer, type types } from 'mediasoup';

/*
 * A fault for the load test to find, loaded before the server: every producer is made without `keyFrameRequestDelay`, so each
 * hall that joins asks the lecturer for a key frame of its own.
 */
observer.on('newworker', (worker) =>
  worker.observer.on('newrouter', (router) => router.observer.on('newtransport', spoil)),
);

function spoil(transport: types.Transport): void {
  const produce = transport.produce.bind(transport);
  transport.produce = ({ keyFrameRequestDelay: _left, ...options }) => produce(options);
}
