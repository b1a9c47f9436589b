import { z } from 'zod';
import { command, event } from './kit/define.ts';
import { isoTime, line } from './kit/fields.ts';
import { hallId, lectureId, partId } from './kit/ids.ts';

export const messageRules = { mostText: 120, mostPerLecture: 500 };

/** What a director says to one hall; it stands on the hall's screen until somebody there has read it. */
export const hallMessage = z.object({
  id: partId,
  hallId,
  text: z.string(),
  at: isoTime,
  by: z.string(),
  readAt: isoTime.nullable(),
});
export type HallMessage = z.infer<typeof hallMessage>;

/** For directors all, for a hall those that it has not read. */
export const messagesState = z.object({ messages: z.array(hallMessage) });
export type MessagesState = z.infer<typeof messagesState>;

/** Both from the opening of the doors on, before the start too, until the end. */
export const messageCommands = {
  /** A hall that is not on the line reads it when it comes. The same `messageId` is the same message. */
  'message:send': command({
    input: z.strictObject({ lectureId, messageId: partId, hallId, text: line(messageRules.mostText) }),
    output: z.object({}),
    roles: ['lecturer', 'organizer'],
    audit: { object: 'lectureId', fields: ['hallId'] },
    repeat: 'natural',
  }),
  'message:read': command({
    input: z.strictObject({ lectureId, messageId: partId }),
    output: z.object({}),
    roles: ['hall'],
    audit: false,
    repeat: 'natural',
  }),
};

export const messageEvents = {
  'messages:changed': event({
    payload: z.object({ lectureId, seq: z.number().int(), messages: z.array(hallMessage) }),
    roles: ['hall', 'lecturer', 'organizer'],
  }),
};
