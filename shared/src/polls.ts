import { z } from 'zod';
import { command, event, fileOutput, route } from './kit/define.ts';
import { isoTime, line } from './kit/fields.ts';
import { hallId, lectureId, partId } from './kit/ids.ts';

export const pollRules = { mostOptions: 8, mostPolls: 100 };

export const pollKind = z.enum(['single', 'multiple', 'yesNo', 'quiz']);
export type PollKind = z.infer<typeof pollKind>;
/** hands: numbers of people per option; hall: one voice for each hall. */
export const pollCounting = z.enum(['hands', 'hall']);
/** closed: nobody votes any more, the directors see it; shown: the result is on every screen. */
export const pollState = z.enum(['draft', 'open', 'closed', 'shown']);
export type PollState = z.infer<typeof pollState>;

const result = z.object({
  /** Sums by option, in their order. */
  counts: z.array(z.number().int()),
  /** Halls that voted. */
  halls: z.number().int(),
});

const pollWords = {
  title: line(100),
  kind: pollKind,
  counting: pollCounting,
  /** Empty for yesNo, whose options are 赞成 and 反对. */
  options: z.array(line(60)).max(pollRules.mostOptions),
  /** Place of the right option, for a quiz. */
  right: z.number().int().min(0).nullable(),
};

export const poll = z.object({
  id: partId,
  ...pollWords,
  at: isoTime,
  state: pollState,
  stateAt: isoTime,
  /** Directors always, everybody once it is shown. */
  result: result.nullable(),
});
export type Poll = z.infer<typeof poll>;

export const pollVote = z.object({ pollId: partId, counts: z.array(z.number().int()) });
export type PollVote = z.infer<typeof pollVote>;

/** Halls: what is or was open, without result and right answer until they are shown, and their own votes. */
export const pollsState = z.object({ polls: z.array(poll), own: z.array(pollVote) });
export type PollsState = z.infer<typeof pollsState>;

const inLecture = ['hall', 'lecturer', 'organizer', 'supervisor'] as const;
const nothing = z.object({});
const ofDirector = {
  output: nothing,
  roles: ['lecturer', 'organizer'],
  audit: { object: 'pollId', fields: ['lectureId', 'to'] },
  repeat: 'natural',
} as const;

/** Refused as those of the stage are: outside the lecture, before its start and after its end. */
export const pollCommands = {
  /** A draft. The same `pollId` is the same poll. */
  'poll:create': command({ ...ofDirector, input: z.strictObject({ lectureId, pollId: partId, ...pollWords }) }),
  /** draft -> open -> closed -> shown. One poll is open at a time: `conflict/poll_open_already`. */
  'poll:move': command({
    ...ofDirector,
    input: z.strictObject({ lectureId, pollId: partId, to: z.enum(['open', 'closed', 'shown']) }),
  }),
  /** Takes the place of the hall's vote before. `invalid_state/poll_closed` once it is closed. */
  'poll:vote': command({
    input: z.strictObject({
      lectureId,
      pollId: partId,
      counts: z.array(z.number().int().min(0).max(2_000)).min(2).max(pollRules.mostOptions),
    }),
    output: nothing,
    roles: ['hall'],
    audit: false,
    repeat: 'natural',
  }),
};

export const pollRoutes = {
  /** All with their results, oldest first. */
  lecturePolls: route({
    method: 'GET',
    path: '/api/lectures/:lectureId/polls',
    input: z.strictObject({ lectureId }),
    output: z.object({ polls: z.array(poll) }),
    roles: ['lecturer', 'organizer', 'supervisor'],
    audit: false,
    repeat: 'natural',
  }),
  /** One row for each hall and poll, and the sums. */
  pollsCsv: route({
    method: 'GET',
    path: '/api/lectures/:lectureId/polls.csv',
    input: z.strictObject({ lectureId }),
    output: fileOutput,
    roles: ['lecturer', 'organizer', 'supervisor'],
    audit: { object: 'lectureId' },
    repeat: 'natural',
  }),
};

export const pollEvents = {
  /** One poll, as the receiver may see it. */
  'polls:changed': event({ payload: z.object({ lectureId, seq: z.number().int(), poll }), roles: inLecture }),
  /** To the hall alone: its vote as it is counted. */
  'polls:voted': event({
    payload: z.object({ lectureId, seq: z.number().int(), vote: pollVote, hallId }),
    roles: ['hall'],
  }),
};
