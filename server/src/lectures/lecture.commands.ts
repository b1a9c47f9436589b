import type { Handlers } from '#shared/kit/define.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import type { LectureNow, lectureCommands } from '#shared/lecture-live.ts';
import type { CommandCall } from '../kernel/call.ts';
import type { DirectMove } from './lecture-directing.ts';
import type { Lectures } from './lectures.ts';

export function createLectureCommands({
  entrance,
  directing,
}: Pick<Lectures, 'entrance' | 'directing'>): Handlers<typeof lectureCommands, CommandCall> {
  const direct =
    (move: DirectMove) =>
    async ({ lectureId }: { lectureId: LectureId }, { caller }: CommandCall): Promise<LectureNow> =>
      entrance.now(await directing.direct(caller, lectureId, move));

  return {
    'lecture:join': ({ lectureId, resume }, { caller, connectionId }) =>
      entrance.join(caller, connectionId, lectureId, resume),
    'lecture:leave': async ({ lectureId }, { caller, connectionId }) => {
      await entrance.leave(caller, connectionId, lectureId);
      return {};
    },
    'lecture:start': direct('start'),
    'lecture:pause': direct('pause'),
    'lecture:sayReturn': async ({ lectureId, minutes }, { caller }) =>
      entrance.now(await directing.sayReturn(caller, lectureId, minutes)),
    'lecture:resume': direct('resume'),
    'lecture:end': direct('end'),
    'lecture:reopen': direct('reopen'),
    'lecture:takeOver': async ({ lectureId, from }, { caller }) =>
      entrance.now(await directing.takeOver(caller, lectureId, from)),
    'lecture:handBack': async ({ lectureId }, { caller }) => entrance.now(await directing.handBack(caller, lectureId)),
    'lecture:report': async ({ lectureId, sound, quality }, { caller, connectionId }) => {
      await entrance.report(caller, connectionId, lectureId, { sound, quality });
      return {};
    },
  };
}
