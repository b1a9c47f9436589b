import { z } from 'zod';
import { announcementState } from './announcements.ts';
import { headsState } from './heads.ts';
import { helpState } from './help.ts';
import { command, event } from './kit/define.ts';
import { isoTime } from './kit/fields.ts';
import { hallId, lectureId, mediaId, orgId } from './kit/ids.ts';
import { lectureRules, lectureState } from './lectures.ts';
import { linkQuality } from './link-quality.ts';
import { mediaState } from './media.ts';
import { messagesState } from './messages.ts';
import { pollsState } from './polls.ts';
import { questionsState } from './questions.ts';
import { slidesNow } from './slides.ts';
import { stageState } from './stage.ts';

export const hallPresence = z.enum(['expected', 'waiting', 'live', 'away', 'gone']);
export type HallPresence = z.infer<typeof hallPresence>;
/** One expected hall as the organizer sees it. `since` is when the presence last changed. */
export const hallRow = z.object({
  hallId,
  name: z.string(),
  townshipId: orgId,
  townshipName: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  presence: hallPresence,
  since: isoTime.nullable(),
  sound: z.enum(['on', 'off', 'unknown']),
  quality: linkQuality,
});
export type HallRow = z.infer<typeof hallRow>;

export const hallCounts = z.object({
  expected: z.number().int(),
  waiting: z.number().int(),
  live: z.number().int(),
  away: z.number().int(),
  gone: z.number().int(),
  /** Expected halls that were not there at all so far. */
  missing: z.number().int(),
});
export type HallCounts = z.infer<typeof hallCounts>;

/** Where the lecturer is: absent (not yet joined), here, away (cut off, expected back). */
export const lecturerPresence = z.enum(['absent', 'here', 'away']);

/** What may change in the running lecture for everybody in it. */
export const lectureNow = z.object({
  state: lectureState,
  startedAt: isoTime.nullable(),
  endedAt: isoTime.nullable(),
  /** In a pause: when it is to go on, where that was said. */
  resumesAt: isoTime.nullable(),
  /** Who teaches: the planned lecturer, or whoever took over. `owner` as of that person's tracks; `lecturer` says where they are. */
  teacher: z.object({ owner: z.string().max(80), name: z.string() }),
  lecturer: lecturerPresence,
  /** Who should teach, and who stands by for it; keys as `teacher.owner`. */
  planned: z.object({ owner: z.string().max(80), name: z.string() }),
  spare: z.object({ owner: z.string().max(80), name: z.string(), isHere: z.boolean() }).nullable(),
});
export type LectureNow = z.infer<typeof lectureNow>;

/** What the modules beside the lecture itself add to its snapshot. */
export const lectureExtras = z.object({
  stage: stageState,
  heads: headsState,
  questions: questionsState,
  announcements: announcementState,
  polls: pollsState,
  slides: slidesNow,
  help: helpState,
  messages: messagesState,
});
export type LectureExtrasState = z.infer<typeof lectureExtras>;

/**
 * Everything a page needs to show the running lecture; it wins over every event with a lower or equal `seq`.
 * `halls` only for lecturer, organizer and supervisor.
 */
export const lectureSnapshot = z.object({
  lectureId,
  seq: z.number().int(),
  now: isoTime,
  participantId: mediaId,
  title: z.string(),
  topic: z.string(),
  lecturerName: z.string(),
  startAt: isoTime,
  plannedMinutes: z.number().int(),
  current: lectureNow,
  counts: hallCounts,
  halls: z.array(hallRow).nullable(),
  extras: lectureExtras,
  media: mediaState,
});
export type LectureSnapshot = z.infer<typeof lectureSnapshot>;

const byId = z.strictObject({ lectureId });
const directors = ['lecturer', 'organizer'] as const;
const inLecture = ['hall', 'lecturer', 'organizer', 'supervisor'] as const;

export const lectureCommands = {
  /**
   * Enters the running lecture, or comes back to it. A hall is let in from 15 minutes before the start
   * (`invalid_state/too_early`) if it is expected (`forbidden/not_in_audience`); its attendance span is written before
   * the answer. `resume` names what the client still has from before a cut.
   */
  'lecture:join': command({
    input: z.strictObject({
      lectureId,
      resume: z.strictObject({ participantId: mediaId, epoch: z.number().int() }).optional(),
    }),
    output: lectureSnapshot,
    roles: inLecture,
    audit: false,
    repeat: 'natural',
  }),
  'lecture:leave': command({
    input: byId,
    output: z.object({}),
    roles: inLecture,
    audit: false,
    repeat: 'natural',
  }),
  /** published -> live, from 15 minutes before the planned start. */
  'lecture:start': command({
    input: byId,
    output: lectureNow,
    roles: directors,
    audit: { object: 'lectureId' },
    repeat: 'key',
  }),
  'lecture:pause': command({
    input: byId,
    output: lectureNow,
    roles: directors,
    audit: { object: 'lectureId' },
    repeat: 'key',
  }),
  /** In a pause: in how many minutes it is to go on; null takes it back. Every hall sees it; nothing goes on by itself. */
  'lecture:sayReturn': command({
    input: z.strictObject({ lectureId, minutes: z.number().int().min(1).max(lectureRules.maxPauseMinutes).nullable() }),
    output: lectureNow,
    roles: directors,
    audit: { object: 'lectureId', fields: ['minutes'] },
    repeat: 'key',
  }),
  'lecture:resume': command({
    input: byId,
    output: lectureNow,
    roles: directors,
    audit: { object: 'lectureId' },
    repeat: 'key',
  }),
  'lecture:end': command({
    input: byId,
    output: lectureNow,
    roles: directors,
    audit: { object: 'lectureId' },
    repeat: 'key',
  }),
  /** ended by mistake -> live again, within 10 minutes. */
  'lecture:reopen': command({
    input: byId,
    output: lectureNow,
    roles: directors,
    audit: { object: 'lectureId' },
    repeat: 'key',
  }),
  /**
   * The caller (an organizer, the lecturer, the spare) teaches from now on; who did is off the air. `from` is who teaches as the caller
   * knows it: `conflict/taken_over` when somebody else was first, `invalid_state/teacher_on_air` while that person is teaching,
   * `invalid_state/not_yet_due` before the planned start.
   */
  'lecture:takeOver': command({
    input: z.strictObject({ lectureId, from: z.string().max(80) }),
    output: lectureNow,
    roles: directors,
    audit: { object: 'lectureId', fields: ['from'] },
    repeat: 'key',
  }),
  /** Who took over gives the lecture back to its lecturer. */
  'lecture:handBack': command({
    input: byId,
    output: lectureNow,
    roles: directors,
    audit: { object: 'lectureId' },
    repeat: 'key',
  }),
  /** What only the hall's PC knows, sent when it changes: does sound come out of the browser, how is the line. */
  'lecture:report': command({
    input: z.strictObject({ lectureId, sound: z.enum(['on', 'off']), quality: linkQuality }),
    output: z.object({}),
    roles: ['hall'],
    audit: false,
    repeat: 'natural',
    limit: 'report',
  }),
};

export const lectureEvents = {
  'lecture:changed': event({
    payload: z.object({ lectureId, seq: z.number().int(), current: lectureNow }),
    roles: inLecture,
  }),
  /** Rows that changed, at most once a second; the counts belong to the same moment. */
  'lecture:hallsChanged': event({
    payload: z.object({ lectureId, seq: z.number().int(), counts: hallCounts, halls: z.array(hallRow) }),
    roles: ['lecturer', 'organizer', 'supervisor'],
  }),
};
