import type { Handlers } from '#shared/kit/define.ts';
import type { lectureRoutes } from '#shared/lectures.ts';
import type { RouteCall } from '../kernel/call.ts';
import { staffOf } from '../kernel/caller-of.ts';
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
    createLecture: (plan, { caller }) => planning.create(staffOf(caller), plan),
    updateLecture: ({ lectureId, ...plan }, { caller }) => planning.update(caller, lectureId, plan),
    publishLecture: ({ lectureId }, { caller }) => planning.publish(caller, lectureId),
    cancelLecture: ({ lectureId, reason }, { caller }) => planning.cancel(caller, lectureId, reason),
  };
}
