import type { types } from 'mediasoup';

type Layered = Pick<types.Consumer, 'type' | 'setPreferredLayers'>;

/**
 * Caps a consumer at this spatial layer (0 smallest); the worker still goes lower on a thin line. Tracks with a single layer
 * (microphone, screen, a camera without simulcast) have nothing to choose.
 */
export async function preferLayer(consumer: Layered, spatialLayer: number): Promise<void> {
  if (consumer.type !== 'simulcast' && consumer.type !== 'svc') return;
  await consumer.setPreferredLayers({ spatialLayer });
}
