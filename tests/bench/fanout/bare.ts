import { createWorker, type types } from 'mediasoup';
import type { Signalling } from '../../support/light-endpoint.ts';
import type { Stage } from './stage.ts';

/**
 * mediasoup as its documentation shows it, and nothing else. `placing` says how many receivers each worker takes, so that the
 * same number of consumers sits on the same number of workers as in the product; the first worker is the publisher's.
 */
export async function bareStage(workerBin: string, placing: readonly number[]): Promise<Stage> {
  const spots = await Promise.all(placing.map(() => openSpot(workerBin)));
  const [home] = spots;
  if (home === undefined) throw new Error('no worker');
  const transports = new Map<string, types.WebRtcTransport>();
  const consumers = new Map<string, types.Consumer>();
  const taken = placing.map(() => 0);
  let producer: types.Producer | undefined;

  const openTransport = async (spot: Spot, who: string): Promise<types.WebRtcTransport> => {
    const transport = await spot.router.createWebRtcTransport({ webRtcServer: spot.server });
    transports.set(who, transport);
    return transport;
  };
  const transportOf = (who: string): types.WebRtcTransport => {
    const transport = transports.get(who);
    if (transport === undefined) throw new Error(`${who} has not joined`);
    return transport;
  };
  const answers: Record<string, (input: never, who: string) => Promise<unknown>> = {
    'media:openTransport': async (_input, who) => parameters(await openTransport(home, who)),
    'media:connectTransport': (input: { dtlsParameters: types.DtlsParameters }, who) => transportOf(who).connect(input),
    'media:produce': async (input: { kind: types.MediaKind; rtpParameters: types.RtpParameters }, who) => {
      const made = await transportOf(who).produce(input);
      producer = made;
      const others = spots.slice(1);
      await Promise.all(others.map(({ router }) => home.router.pipeToRouter({ producerId: made.id, router })));
      return { producerId: made.id };
    },
    'media:consume': async (input: { rtpCapabilities: types.RtpCapabilities; producerIds: string[] }, who) => {
      const consumer = await transportOf(who).consume({
        producerId: input.producerIds[0] ?? '',
        rtpCapabilities: input.rtpCapabilities,
        paused: true,
      });
      consumers.set(consumer.id, consumer);
      const { id: consumerId, producerId, kind, rtpParameters } = consumer;
      return { consumers: [{ consumerId, producerId, source: 'camera', kind, rtpParameters }] };
    },
    'media:resumeConsumers': async (input: { consumerIds: string[] }) => {
      await Promise.all(input.consumerIds.map((id) => consumers.get(id)?.resume()));
    },
  };

  return {
    signalling: (who): Signalling => ({
      request: async (name, input) => answers[name]?.(input as never, who),
    }),
    joinPublisher: async () => undefined,
    joinReceiver: async (who) => {
      const at = taken.findIndex((count, index) => count < (placing[index] ?? 0));
      const spot = spots[at] ?? home;
      taken[at] = (taken[at] ?? 0) + 1;
      const transport = await openTransport(spot, who);
      return {
        transport: parameters(transport),
        capabilities: spot.router.rtpCapabilities,
        producerIds: producer === undefined ? [] : [producer.id],
      };
    },
    placing: () => [...placing],
    close: async () => {
      for (const { worker } of spots) worker.close();
    },
  };
}

type Spot = { worker: types.Worker; server: types.WebRtcServer; router: types.Router };

async function openSpot(workerBin: string): Promise<Spot> {
  const worker = await createWorker({ workerBin });
  const [server, router] = await Promise.all([
    worker.createWebRtcServer({
      listenInfos: [
        { protocol: 'udp', ip: '127.0.0.1' },
        { protocol: 'tcp', ip: '127.0.0.1' },
      ],
    }),
    worker.createRouter({
      mediaCodecs: [
        { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 },
        { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
      ],
    }),
  ]);
  return { worker, server, router };
}

const parameters = ({ id, iceParameters, iceCandidates, dtlsParameters }: types.WebRtcTransport) => ({
  transportId: id,
  iceParameters,
  iceCandidates,
  dtlsParameters,
});
