import type { mediaCommands } from '#shared/media.ts';
import type { CommandCall } from '../../../server/src/kernel/call.ts';
import { systemClock } from '../../../server/src/kernel/clock.ts';
import { createLogger } from '../../../server/src/kernel/logger.ts';
import { LiveRoom } from '../../../server/src/live/live-room.ts';
import { createMediaCommands } from '../../../server/src/live/media.commands.ts';
import { createRoomDirectory } from '../../../server/src/live/room-directory.ts';
import { createSfu } from '../../../server/src/media/sfu.ts';
import type { Stage } from './stage.ts';

/** The product's own media: Sfu, live room, policy, commands. */
export async function productStage(workerBin: string, workers: number): Promise<Stage> {
  const log = createLogger({ level: 'silent' });
  const clock = systemClock(log);
  const sfu = await createSfu({ workerBin, workers, listenIp: '127.0.0.1', firstPort: 0, clock, log });
  const directory = createRoomDirectory<LiveRoom>();
  const nothing = (): void => undefined;
  const room = new LiveRoom({
    id: 'bench',
    sfu,
    directory,
    policy: { mayPublish: ({ role }) => role === 'lecturer', mayReceive: ({ role }) => role === 'hall' },
    clock,
    log,
    iceServers: () => [],
    on: { tracksChanged: nothing, epochChanged: nothing, phaseChanged: nothing, silent: nothing, superseded: nothing },
  });
  const handlers = createMediaCommands({ directory });
  return {
    signalling: (who) => ({ request: (name, input) => call(handlers, name, input, who) }),
    joinPublisher: async (who) => {
      await room.admit({ key: who, role: 'lecturer', connectionId: who });
    },
    joinReceiver: async (who) => {
      const { media } = await room.admit({ key: who, role: 'hall', connectionId: who });
      if (media.receiveTransport === null) throw new Error('a new receiver has no transport');
      return {
        transport: media.receiveTransport,
        capabilities: media.routerRtpCapabilities,
        producerIds: media.tracks.map(({ producerId }) => producerId),
      };
    },
    placing: () =>
      sfu
        .stats()
        .workers.sort((a, b) => b.load - a.load)
        .map(({ load }) => Math.round(load / 2)),
    close: async () => {
      room.close();
      await sfu.close();
    },
  };
}

/** The named seam between a table of handlers and a name that is only known when it is called. */
function call(
  handlers: ReturnType<typeof createMediaCommands>,
  name: keyof typeof mediaCommands,
  input: unknown,
  connectionId: string,
): Promise<unknown> {
  const made: CommandCall = {
    caller: { role: 'nobody', address: '127.0.0.1' },
    language: 'en',
    callId: 'bench',
    connectionId,
  };
  return (handlers[name] as (input: unknown, call: CommandCall) => Promise<unknown>)(input, made);
}
