import { z } from 'zod';
import { command, event } from './kit/define.ts';
import { isoTime } from './kit/fields.ts';
import { hallId, lectureId, partId } from './kit/ids.ts';
import { linkQuality } from './link-quality.ts';

/** What was not tried was not found wanting. */
export const checkResult = z.enum(['fine', 'trouble', 'untested']);
export type CheckResult = z.infer<typeof checkResult>;

/** The last self-test of the hall's PC: does the room hear, and do the devices open? */
export const hallTest = z.strictObject({
  at: isoTime,
  heard: checkResult,
  camera: checkResult,
  microphone: checkResult,
});
export type HallTest = z.infer<typeof hallTest>;

/** What the hall's PC knows when it asks for help. */
export const helpFacts = z.strictObject({
  quality: linkQuality,
  /** Does the browser let sound out? */
  sound: z.enum(['on', 'off']),
  /** Does a picture of the lecture arrive? */
  picture: z.enum(['seen', 'none']),
  test: hallTest.nullable(),
});
export type HelpFacts = z.infer<typeof helpFacts>;

export const helpCall = z.object({
  id: partId,
  hallId,
  name: z.string(),
  at: isoTime,
  facts: helpFacts,
  /** Null while it is open; by whom: a person, or the hall itself. */
  done: z.object({ at: isoTime, by: z.string() }).nullable(),
});
export type HelpCall = z.infer<typeof helpCall>;

/** Directors see all that are open and those done last; a hall sees its own. */
export const helpState = z.object({ calls: z.array(helpCall) });
export type HelpState = z.infer<typeof helpState>;

/** Both from the opening of the doors on, before the start too, until the end. */
export const helpCommands = {
  /** One open call per hall: asked again it is the same call, with what the PC knows now. */
  'help:ask': command({
    input: z.strictObject({ lectureId, helpId: partId, facts: helpFacts }),
    output: z.object({}),
    roles: ['hall'],
    audit: false,
    repeat: 'natural',
  }),
  /** A director has helped, or the hall has helped itself. Who was first stands. */
  'help:done': command({
    input: z.strictObject({ lectureId, helpId: partId }),
    output: z.object({}),
    roles: ['hall', 'lecturer', 'organizer'],
    audit: { object: 'lectureId', fields: ['helpId'] },
    repeat: 'natural',
  }),
};

export const helpEvents = {
  'help:changed': event({
    payload: z.object({ lectureId, seq: z.number().int(), calls: z.array(helpCall) }),
    roles: ['hall', 'lecturer', 'organizer'],
  }),
};
