import { isStaff } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { lectureRoutes } from '#shared/lectures.ts';
import { AppError } from '../kernel/app-error.ts';
import type { RouteCall } from '../kernel/call.ts';
import type { Lectures } from './lectures.ts';

export function createLectureRoutes({
  lists,
  planning,
}: Pick<Lectures, 'lists' | 'planning'>): Handlers<typeof lectureRoutes, RouteCall> {
  return {
    publicLectures: async () => ({ lectures: lists.publicList() }),
    listLectures: (input, { caller }) => lists.list(caller, input),
    getLecture: ({ lectureId }, { caller }) => lists.get(caller, lectureId),
    listLecturers: async () => ({ lecturers: await lists.lecturers() }),
    createLecture: async (plan, { caller }) => {
      if (!isStaff(caller)) throw new AppError('forbidden', 'role_not_allowed');
      return planning.create(caller, plan);
    },
    updateLecture: ({ lectureId, ...plan }, { caller }) => planning.update(caller, lectureId, plan),
    publishLecture: ({ lectureId }, { caller }) => planning.publish(caller, lectureId),
    cancelLecture: ({ lectureId, reason }, { caller }) => planning.cancel(caller, lectureId, reason),
  };
}
