import type { announcementCommands } from '#shared/announcements.ts';
import { type Caller, isStaff } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { CommandCall } from '../kernel/call.ts';
import type { AnnouncementsSession } from './announcements-session.ts';

type Seat = { readonly mayDirect: boolean; readonly announcements: AnnouncementsSession };

/** Rejects unless the caller is in this lecture on this connection and the lecture is live or paused. */
type TakeSeat = (caller: Caller, connectionId: string, lectureId: LectureId) => Promise<Seat>;

export function createAnnouncementCommands({
  seat,
}: {
  seat: TakeSeat;
}): Handlers<typeof announcementCommands, CommandCall> {
  const asDirector = async ({ caller, connectionId }: CommandCall, lectureId: LectureId) => {
    const { announcements, mayDirect } = await seat(caller, connectionId, lectureId);
    if (!mayDirect) throw new AppError('forbidden', 'not_your_lecture');
    return announcements;
  };
  return {
    'announcement:say': async ({ lectureId, announcementId, text }, call) => {
      const announcements = await asDirector(call, lectureId);
      await announcements.say(announcementId, text, isStaff(call.caller) ? call.caller.name : '');
      return {};
    },
    'announcement:takeDown': async ({ lectureId, announcementId }, call) => {
      await (await asDirector(call, lectureId)).takeDown(announcementId);
      return {};
    },
  };
}
