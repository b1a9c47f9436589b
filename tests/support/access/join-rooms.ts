import { commands } from '#shared/contract.ts';
import type { CallerRole } from '#shared/kit/caller.ts';
import type { ApiClient, ApiSocket } from '../api-client.ts';
import type { MatrixWorld } from './matrix-world.ts';
import { freshMeeting } from './meetings.ts';
import { type MediaIds, type RoomContext, testRtpParameters } from './rooms.ts';

const noIds: MediaIds = { sendTransportId: 'none', receiveTransportId: 'none', producerId: 'none', consumerId: 'none' };

export type Rooms = { context: RoomContext; close(): Promise<void> };

/**
 * Puts a role's socket into its own lecture, beside the lecturer on air and another hall. `foreign` are ids of that other hall
 * and, for the lecturer, of the lecture of the other township.
 */
export async function joinRooms(matrix: MatrixWorld, role: CallerRole): Promise<Rooms> {
  const client = await matrix.profile(role);
  const other = await matrix.profile('otherHall');
  const otherSocket = await other.connect();
  const lecturer = role === 'lecturer' ? client : await matrix.profile('lecturer');
  const lecturerSocket = await lecturer.connect();
  const air = await publish(matrix, lecturerSocket);
  const foreign = await receive(matrix, otherSocket, air.producerId);
  const abroad = await publishAbroad(matrix);
  const sockets = [otherSocket, lecturerSocket, abroad.socket];

  const socket = role === 'lecturer' ? lecturerSocket : await client.connect();
  sockets.push(socket);
  const own = isInMeeting(role)
    ? await joinMeeting(matrix, socket)
    : role === 'lecturer'
      ? { ...air, ...(await receiveTransport(socket)) }
      : await receive(matrix, socket, air.producerId, role);
  const context: RoomContext = {
    matrix,
    socket,
    own: { ...own, ...(role !== 'lecturer' && !isInMeeting(role) && { producerId: air.producerId }) },
    foreign: { ...foreign, sendTransportId: abroad.ids.sendTransportId, producerId: abroad.ids.producerId },
    rtpCapabilities: air.rtpCapabilities,
  };
  return {
    context,
    close: async () => {
      for (const each of sockets) each.close();
      await putOnAir(matrix);
    },
  };
}

/** Those who are in no lecture but in a meeting. */
const isInMeeting = (role: CallerRole): boolean =>
  commands['consultation:join'].roles.includes(role) && !commands['lecture:join'].roles.includes(role);

async function joinMeeting(matrix: MatrixWorld, socket: ApiSocket): Promise<MediaIds> {
  const consultationId = await freshMeeting(matrix.world, 'own');
  await socket.call('consultation:join', { consultationId });
  const send = await socket.call('media:openTransport', { direction: 'send' });
  const { producerId } = await socket.call('media:produce', {
    transportId: send.transportId,
    source: 'camera',
    kind: 'video',
    rtpParameters: testRtpParameters(Math.floor(Math.random() * 1e9)),
    paused: false,
  });
  return { ...noIds, sendTransportId: send.transportId, producerId, ...(await receiveTransport(socket)) };
}

/** The own lecture is on air again, whatever the call made of it. */
async function putOnAir(matrix: MatrixWorld): Promise<void> {
  const socket = await matrix.organizer.connect();
  await socket.send('lecture:reopen', { lectureId: matrix.lectures.own });
  await socket.send('lecture:resume', { lectureId: matrix.lectures.own });
  socket.close();
}

async function publish(matrix: MatrixWorld, socket: ApiSocket, which: 'own' | 'foreign' = 'own') {
  const { media } = await socket.call('lecture:join', { lectureId: matrix.lectures[which] });
  const send = await socket.call('media:openTransport', { direction: 'send' });
  const rtpParameters = testRtpParameters(Math.floor(Math.random() * 1e9));
  const { producerId } = await socket.call('media:produce', {
    transportId: send.transportId,
    source: 'screen',
    kind: 'video',
    rtpParameters,
    paused: false,
  });
  return { ...noIds, sendTransportId: send.transportId, producerId, rtpCapabilities: media.routerRtpCapabilities };
}

async function publishAbroad(matrix: MatrixWorld): Promise<{ socket: ApiSocket; ids: MediaIds }> {
  const client: ApiClient = await matrix.profile('foreignLecturer');
  const socket = await client.connect();
  return { socket, ids: await publish(matrix, socket, 'foreign') };
}

async function receiveTransport(socket: ApiSocket): Promise<{ receiveTransportId: string }> {
  const { transportId } = await socket.call('media:openTransport', { direction: 'receive' });
  return { receiveTransportId: transportId };
}

/** Ids of a receiver that consumes this producer; a role that may not join has none. */
async function receive(
  matrix: MatrixWorld,
  socket: ApiSocket,
  producerId: string,
  role: CallerRole = 'hall',
): Promise<MediaIds> {
  if (!commands['lecture:join'].roles.includes(role)) return noIds;
  const { media } = await socket.call('lecture:join', { lectureId: matrix.lectures.own });
  const { receiveTransportId } = await receiveTransport(socket);
  const { consumers } = await socket.call('media:consume', {
    transportId: receiveTransportId,
    rtpCapabilities: media.routerRtpCapabilities,
    producerIds: [producerId],
  });
  return { ...noIds, receiveTransportId, consumerId: consumers[0]?.consumerId ?? 'none' };
}
