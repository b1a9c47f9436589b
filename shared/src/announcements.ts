import { z } from 'zod';
import { command, event } from './kit/define.ts';
import { isoTime, line } from './kit/fields.ts';
import { lectureId, partId } from './kit/ids.ts';

/** Each goes to every hall; nobody reads so many. */
export const announcementRules = { mostOfLecture: 200 };

export const announcement = z.object({ id: partId, text: z.string(), at: isoTime, by: z.string() });
export type Announcement = z.infer<typeof announcement>;

/** What stands on every screen now: the newest that was not taken down. */
export const announcementState = z.object({ current: announcement.nullable() });
export type AnnouncementState = z.infer<typeof announcementState>;

const ofDirector = {
  output: z.object({}),
  roles: ['lecturer', 'organizer'],
  audit: { object: 'lectureId' },
  repeat: 'natural',
} as const;

/** From the opening of the doors on, since a late start has to be told, until the end. */
export const announcementCommands = {
  /** Takes the place of the one before. The same `announcementId` is the same announcement. */
  'announcement:say': command({
    ...ofDirector,
    input: z.strictObject({ lectureId, announcementId: partId, text: line(120) }),
  }),
  'announcement:takeDown': command({ ...ofDirector, input: z.strictObject({ lectureId, announcementId: partId }) }),
};

export const announcementEvents = {
  'announcement:changed': event({
    payload: z.object({ lectureId, seq: z.number().int(), current: announcement.nullable() }),
    roles: ['hall', 'lecturer', 'organizer', 'supervisor'],
  }),
};
