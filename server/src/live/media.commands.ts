import type { Handlers } from '#shared/kit/define.ts';
import type { mediaCommands, TrackSource } from '#shared/media.ts';
import { AppError } from '../kernel/app-error.ts';
import type { CommandCall } from '../kernel/call.ts';
import type { LiveRoom } from './live-room.ts';
import type { RoomDirectory } from './room-directory.ts';
import type { Actor } from './room-events.ts';

export type MediaCommandsDeps = { readonly directory: RoomDirectory<LiveRoom> };

/** What a client does with its media: each act is done as the participant of its connection, if the room's policy grants it. */
export function createMediaCommands({ directory }: MediaCommandsDeps): Handlers<typeof mediaCommands, CommandCall> {
  const enter = ({ connectionId }: CommandCall): Actor & { room: LiveRoom } => {
    const room = directory.find(connectionId);
    if (room === undefined) throw new AppError('invalid_state', 'not_in_room');
    return { ...room.actor(connectionId), room };
  };

  return {
    'media:openTransport': async ({ direction }, call) => {
      const { room, participant, peer } = enter(call);
      if (direction === 'send' && !sources.some((source) => room.policy.mayPublish(participant, source))) {
        throw new AppError('forbidden', 'may_not_publish');
      }
      return peer.openTransport(direction);
    },
    'media:connectTransport': async ({ transportId, dtlsParameters }, call) => {
      const { role, fingerprints } = dtlsParameters;
      await enter(call).peer.connectTransport(transportId, { fingerprints, ...(role === undefined ? {} : { role }) });
      return {};
    },
    'media:restartIce': async ({ transportId }, call) => ({
      iceParameters: await enter(call).peer.restartIce(transportId),
    }),
    'media:produce': async (input, call) => {
      const { room, participant, peer } = enter(call);
      if (!room.policy.mayPublish(participant, input.source)) throw new AppError('forbidden', 'may_not_publish');
      if (kindOf[input.source] !== input.kind) throw new AppError('invalid_input', 'media_parameters');
      return { producerId: await peer.produce(input) };
    },
    'media:setProducerPaused': async ({ producerId, paused }, call) => {
      await enter(call).peer.setProducerPaused(producerId, paused);
      return {};
    },
    'media:closeProducer': async ({ producerId }, call) => {
      enter(call).peer.closeProducer(producerId);
      return {};
    },
    'media:consume': async ({ transportId, rtpCapabilities, producerIds }, call) => {
      const { room, participant, peer } = enter(call);
      const onAir = new Set(room.tracks.map((track) => track.producerId));
      const offered = new Set(room.tracksFor(participant).map((track) => track.producerId));
      // What went off air meanwhile is left out of the answer; what is on air and not offered is refused.
      const wanted = producerIds.filter((id) => onAir.has(id));
      if (!wanted.every((id) => offered.has(id))) throw new AppError('forbidden', 'may_not_receive');
      return { consumers: await peer.consume(transportId, rtpCapabilities, wanted) };
    },
    'media:resumeConsumers': async ({ consumerIds }, call) => {
      await enter(call).peer.resumeConsumers(consumerIds);
      return {};
    },
    'media:pauseConsumers': async ({ consumerIds }, call) => {
      await enter(call).peer.pauseConsumers(consumerIds);
      return {};
    },
    'media:judgeLine': async (_input, call) => ({ isThin: enter(call).peer.isLineThin }),
    'media:preferLayer': async ({ consumerId, spatialLayer }, call) => {
      await enter(call).peer.preferLayer(consumerId, spatialLayer);
      return {};
    },
  };
}

const kindOf: Record<TrackSource, 'audio' | 'video'> = { camera: 'video', microphone: 'audio', screen: 'video' };
const sources: readonly TrackSource[] = ['camera', 'microphone', 'screen'];
