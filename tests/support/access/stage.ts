import type { stageCommands } from '#shared/stage.ts';
import { places } from '../world.ts';
import type { Fixture } from './fixture.ts';
import type { RoomContext } from './rooms.ts';

const onStage: Fixture<RoomContext> = {
  input: (context, which) => ({ lectureId: context.matrix.lectures[which] }),
  hasForeign: true,
};
const ofHall: Fixture<RoomContext> = {
  ...onStage,
  input: (context, which) => ({ lectureId: context.matrix.lectures[which], hallId: places.ownHall2 }),
};

export const stageFixtures: { [K in keyof typeof stageCommands]: Fixture<RoomContext> } = {
  'stage:raise': onStage,
  'stage:leave': onStage,
  'stage:accept': onStage,
  'stage:invite': ofHall,
  'stage:take': ofHall,
  'stage:prolong': ofHall,
  'stage:takeBack': ofHall,
  'stage:watch': {
    ...onStage,
    input: (context, which) => ({ lectureId: context.matrix.lectures[which], hallIds: [places.ownHall2] }),
  },
};
