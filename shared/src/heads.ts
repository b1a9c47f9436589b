import { z } from 'zod';
import { command, event, route } from './kit/define.ts';
import { isoTime, reasonText } from './kit/fields.ts';
import { hallId, lectureId, partId } from './kit/ids.ts';

/** From states-and-rights: when halls are asked; and what no hall and no series exceeds. */
export const headRules = { afterStartMinutes: 5, beforeEndMinutes: 5, mostHeads: 2_000, mostCounts: 100 };

/** One count of the people in a hall. Reported by the hall, or set by an organizer, who then gives the reason. */
export const headCount = z.object({
  heads: z.number().int(),
  at: isoTime,
  by: z.string(),
  reason: z.string().nullable(),
});
export type HeadCount = z.infer<typeof headCount>;

/** All counts of one hall in their order. */
export const hallHeads = z.object({ hallId, counts: z.array(headCount) });
export type HallHeads = z.infer<typeof hallHeads>;

/** A hall sees its own counts, directors and supervisor see all. */
export const headsState = z.object({
  halls: z.array(hallHeads),
  /** When a director asked for counts beside the set moments. */
  askedAt: isoTime.nullable(),
});
export type HeadsState = z.infer<typeof headsState>;

/** The count that stands: the last correction, else the peak; null where nobody counted. */
export function standingHeads(counts: readonly Pick<HeadCount, 'heads' | 'reason'>[]): number | null {
  const correction = counts.findLast(({ reason }) => reason !== null);
  if (correction !== undefined) return correction.heads;
  return counts.length === 0 ? null : Math.max(...counts.map(({ heads }) => heads));
}

/** What a hall says of itself now: its last own report. */
export const reportedHeads = (counts: readonly HeadCount[]): HeadCount | undefined =>
  counts.findLast(({ reason }) => reason === null);

const minuteMs = 60_000;

/** When halls are asked, ms: 5 minutes after the start, at half time, 5 minutes before the planned end; those that a late start leaves room for. */
export function headMoments({ startedAt, plannedEnd }: { startedAt: number; plannedEnd: number }): number[] {
  const first = startedAt + headRules.afterStartMinutes * minuteMs;
  const last = plannedEnd - headRules.beforeEndMinutes * minuteMs;
  if (last <= first) return [first];
  const half = startedAt + (plannedEnd - startedAt) / 2;
  return half > first && half < last ? [first, half, last] : [first, last];
}

/** The last moment at which counts were asked, by the clock or by a director; null before the first. */
export function askedSince(moments: readonly number[], askedAt: string | null, now: number): number | null {
  const passed = [...moments, ...(askedAt === null ? [] : [Date.parse(askedAt)])].filter((moment) => moment <= now);
  return passed.length === 0 ? null : Math.max(...passed);
}

const headsNumber = z.number().int().min(0).max(headRules.mostHeads);

/** Refused as those of the stage are: outside the lecture, before its start and after its end. */
export const headsCommands = {
  /** One more count; the same `reportId` again is the same report. `conflict/heads_full` at a hundred. */
  'heads:report': command({
    input: z.strictObject({ lectureId, reportId: partId, heads: headsNumber }),
    output: z.object({}),
    roles: ['hall'],
    audit: false,
    repeat: 'natural',
  }),
  /** Asks all halls to count again now. */
  'heads:ask': command({
    input: z.strictObject({ lectureId }),
    output: z.object({}),
    roles: ['lecturer', 'organizer'],
    audit: { object: 'lectureId' },
    repeat: 'natural',
  }),
};

export const headsRoutes = {
  /** Sets what stands for a hall, during the lecture or after it. What was reported stays. */
  correctHeads: route({
    method: 'POST',
    path: '/api/lectures/:lectureId/heads',
    input: z.strictObject({ lectureId, hallId, heads: headsNumber, reason: reasonText }),
    output: z.object({}),
    roles: ['organizer'],
    audit: { object: 'lectureId', fields: ['hallId', 'heads', 'reason'] },
    repeat: 'key',
  }),
};

export const headsEvents = {
  /** Halls whose counts changed, with all their counts; a hall hears only of itself. */
  'heads:changed': event({
    payload: z.object({ lectureId, seq: z.number().int(), halls: z.array(hallHeads) }),
    roles: ['hall', 'lecturer', 'organizer', 'supervisor'],
  }),
  'heads:asked': event({
    payload: z.object({ lectureId, seq: z.number().int(), at: isoTime }),
    roles: ['hall', 'lecturer', 'organizer', 'supervisor'],
  }),
};
