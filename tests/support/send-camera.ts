import { testRtpParameters } from './access/rooms.ts';
import type { ApiSocket } from './api-client.ts';

/** Puts a camera on air; answers why not, or `ok`. */
export async function sendCamera(socket: ApiSocket): Promise<string> {
  const ack = await socket.send('media:openTransport', { direction: 'send' });
  if (!ack.ok) return ack.error.reason;
  const { transportId } = ack.data as { transportId: string };
  const rtpParameters = testRtpParameters(Math.floor(Math.random() * 1e9));
  await socket.call('media:produce', { transportId, source: 'camera', kind: 'video', rtpParameters, paused: false });
  return 'ok';
}
