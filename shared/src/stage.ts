import { z } from 'zod';
import { command, event } from './kit/define.ts';
import { isoTime } from './kit/fields.ts';
import { hallId, lectureId } from './kit/ids.ts';

/** From states-and-rights: three minutes, three halls; a page of halls on the wall. */
export const stageRules = { limitSeconds: 180, maxPlaces: 3, maxWatched: 24 };

/** invited: by a director, with or without a hand; preview: sees and hears itself, and so do the directors; onStage: so do all. */
export const placePhase = z.enum(['invited', 'preview', 'onStage']);
export type PlacePhase = z.infer<typeof placePhase>;

export const stagePlace = z.object({
  hallId,
  name: z.string(),
  phase: placePhase,
  since: isoTime,
  /** When the time on stage is over; null before it began. */
  until: isoTime.nullable(),
});

/** The same for everybody in the lecture. */
export const stageState = z.object({
  /** In the order they were raised: a hall's place is its position here. */
  hands: z.array(hallId),
  places: z.array(stagePlace),
  /** Halls whose picture a director is looking at now; they send a small one while it lasts. */
  watched: z.array(hallId),
});
export type StageState = z.infer<typeof stageState>;

const inLecture = ['hall', 'lecturer', 'organizer', 'supervisor'] as const;
const directors = ['lecturer', 'organizer'] as const;
const nothing = z.object({});
const byLecture = z.strictObject({ lectureId });
const byHall = z.strictObject({ lectureId, hallId });
const ofHall = { output: nothing, roles: ['hall'] as const, audit: false, repeat: 'natural' } as const;
const ofDirector = {
  output: nothing,
  roles: directors,
  audit: { object: 'lectureId', fields: ['hallId'] },
  repeat: 'natural',
} as const;

/**
 * Hands and stage of a running lecture. All are refused with `invalid_state/not_in_room` unless joined, and with
 * `invalid_state/lecture_state` before the start and after the end. Repeating one changes nothing.
 */
export const stageCommands = {
  'stage:raise': command({ ...ofHall, input: byLecture }),
  /** Takes the hand down, declines an invitation, or leaves the stage. */
  'stage:leave': command({ ...ofHall, input: byLecture }),
  /** invited -> preview: from now on the hall may send. `invalid_state/not_invited` otherwise. */
  'stage:accept': command({ ...ofHall, input: byLecture }),
  /** With or without a hand. `conflict/stage_full` at three places, `invalid_state/hall_not_here` where it is cut off. */
  'stage:invite': command({ ...ofDirector, input: byHall }),
  /** preview -> on stage, for three minutes. `invalid_state/stage_not_ready` before the hall accepted. */
  'stage:take': command({ ...ofDirector, input: byHall }),
  /** Three more minutes. */
  'stage:prolong': command({ ...ofDirector, input: byHall }),
  /** Off the stage, from whatever place; also takes a hand down. */
  'stage:takeBack': command({ ...ofDirector, input: byHall }),
  /** The halls that the caller looks at now, instead of those before; an empty list for none. Before the start too. */
  'stage:watch': command({
    input: z.strictObject({ lectureId, hallIds: z.array(hallId).max(stageRules.maxWatched) }),
    output: nothing,
    roles: directors,
    audit: false,
    repeat: 'natural',
  }),
};

export const stageEvents = {
  'stage:changed': event({
    payload: z.object({ lectureId, seq: z.number().int(), stage: stageState }),
    roles: inLecture,
  }),
};
