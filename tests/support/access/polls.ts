import type { pollCommands, pollRoutes } from '#shared/polls.ts';
import type { Fixture } from './fixture.ts';
import type { MatrixWorld } from './matrix-world.ts';
import type { RoomContext } from './rooms.ts';

const onLecture: Fixture<MatrixWorld> = {
  input: (m, which) => ({ lectureId: m.lectures[which] }),
  hasForeign: true,
  reachesAll: ['supervisor'],
};
export const pollRouteFixtures: { [K in keyof typeof pollRoutes]: Fixture<MatrixWorld> } = {
  lecturePolls: onLecture,
  pollsCsv: onLecture,
};

const onPoll = (more: Record<string, unknown>): Fixture<RoomContext> => ({
  input: ({ matrix }, which) => ({ lectureId: matrix.lectures[which], pollId: matrix.polls[which], ...more }),
  hasForeign: true,
});

export const pollFixtures: { [K in keyof typeof pollCommands]: Fixture<RoomContext> } = {
  'poll:create': onPoll({ title: '投票', kind: 'yesNo', counting: 'hall', options: [], right: null }),
  'poll:move': onPoll({ to: 'open' }),
  'poll:vote': onPoll({ counts: [1, 0] }),
};
