import type { helpCommands } from '#shared/help.ts';
import type { messageCommands } from '#shared/messages.ts';
import { clientId } from '../lecture-on-air.ts';
import type { Fixture } from './fixture.ts';
import type { RoomContext } from './rooms.ts';

const facts = { quality: 'good', sound: 'on', picture: 'seen', test: null };

export const helpFixtures: { [K in keyof (typeof helpCommands & typeof messageCommands)]: Fixture<RoomContext> } = {
  'help:ask': {
    input: ({ matrix }, which) => ({ lectureId: matrix.lectures[which], helpId: clientId(), facts }),
    hasForeign: true,
  },
  // It is the other hall's call.
  'help:done': {
    input: ({ matrix }, which) => ({ lectureId: matrix.lectures[which], helpId: matrix.helpCalls[which] }),
    hasForeign: true,
    nothingOwnFor: ['hall'],
  },
  'message:send': {
    input: ({ matrix }, which) => ({
      lectureId: matrix.lectures[which],
      messageId: clientId(),
      hallId: matrix.hall(which),
      text: '请把音箱打开',
    }),
    hasForeign: true,
  },
  'message:read': {
    input: ({ matrix }, which) => ({ lectureId: matrix.lectures[which], messageId: matrix.messages[which] }),
    hasForeign: true,
  },
};
