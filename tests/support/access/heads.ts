import type { headsCommands, headsRoutes } from '#shared/heads.ts';
import { places } from '../world.ts';
import type { Fixture } from './fixture.ts';
import type { MatrixWorld } from './matrix-world.ts';
import type { RoomContext } from './rooms.ts';

export const headRouteFixtures: { [K in keyof typeof headsRoutes]: Fixture<MatrixWorld> } = {
  correctHeads: {
    input: (m, which) => ({
      lectureId: m.lectures[which],
      hallId: which === 'own' ? places.ownHall2 : places.foreignHall,
      heads: 12,
      reason: '测试更正',
    }),
    hasForeign: true,
  },
};

export const headFixtures: { [K in keyof typeof headsCommands]: Fixture<RoomContext> } = {
  'heads:report': {
    input: (context, which) => ({
      lectureId: context.matrix.lectures[which],
      reportId: Math.random().toString(16).slice(2).padEnd(24, '0').slice(0, 24),
      heads: 30,
    }),
    hasForeign: true,
  },
  'heads:ask': { input: (context, which) => ({ lectureId: context.matrix.lectures[which] }), hasForeign: true },
};
