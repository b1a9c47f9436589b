import { z } from 'zod';
import { isoTime } from './kit/fields.ts';
import { accountId, fileHash, orgId } from './kit/ids.ts';
import { legalField } from './kit/legal-field.ts';

export const expertStates = ['proposed', 'active', 'suspended', 'removed'] as const;
export const expertState = z.enum(expertStates);
export type ExpertState = z.infer<typeof expertState>;

export const expertLevels = ['chief', 'expert'] as const;
export const expertLevel = z.enum(expertLevels);
export type ExpertLevel = z.infer<typeof expertLevel>;

export const expertLimits = {
  maxCap: 50,
  photoBytes: 5_000_000,
};

/** A day in Shanghai, `2026-11-24`. */
export const day = z.iso.date();
const quarter = /^([01]\d|2[0-3]):(00|15|30|45)$/;
/** Wall clock in Shanghai, on the quarter hour; a span may end at midnight, `24:00`. */
const spanStart = z.string().regex(quarter);
const spanEnd = z.union([z.string().regex(quarter), z.literal('24:00')]);

/** ISO weekdays, Monday is 1. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export const weeklySpan = z.strictObject({ weekday: z.literal([...weekdays]), from: spanStart, to: spanEnd });
export type WeeklySpan = z.infer<typeof weeklySpan>;
/** Both days are off. */
export const timeOff = z.strictObject({ from: day, to: day, note: z.string().trim().max(60) });
/** Hours on one day beyond the weekly ones; they hold on a day off too. */
export const extraSpan = z.strictObject({ date: day, from: spanStart, to: spanEnd });

const hours = {
  weekly: z.array(weeklySpan).max(28),
  timeOff: z.array(timeOff).max(60),
  extra: z.array(extraSpan).max(60),
};
export const expertHours = z.strictObject(hours);
export type ExpertHours = z.infer<typeof expertHours>;

/** What organizer and supervisor say about an expert. */
const pool = {
  level: expertLevel,
  fields: z.array(legalField).min(1).max(10),
  /** Townships and villages that the expert answers for (包乡联村); a township stands for all its villages. */
  coverage: z.array(orgId).max(300),
  termFrom: day,
  termTo: day,
  /** Open matters at once; null: as many as the county has set. */
  cap: z.number().int().min(1).max(expertLimits.maxCap).nullable(),
};
/** What the expert says about himself. */
const selfDescription = {
  /** For example 律师, 高级合伙人. */
  title: z.string().trim().max(40),
  /** The firm, court or office. */
  unit: z.string().trim().max(60),
  about: z.string().trim().max(1_000),
  /** Languages that the expert speaks, and what else people should know before they ask. */
  languages: z.string().trim().max(100),
};
export const expertPool = z.strictObject(pool);
export type ExpertPool = z.infer<typeof expertPool>;
export const expertSelf = z.strictObject(selfDescription);
export type ExpertSelf = z.infer<typeof expertSelf>;

export const expertPlace = z.object({ id: orgId, name: z.string(), townshipName: z.string() });

/** An expert as everybody may see one. */
export const publicExpert = z.object({
  id: accountId,
  name: z.string(),
  /** Full spelling and initials of the name, for the search by letters. */
  pinyin: z.string(),
  level: expertLevel,
  title: z.string(),
  unit: z.string(),
  fields: z.array(legalField),
  languages: z.string(),
  /** Of what is covered: each township once, with its pinyin. */
  townships: z.array(z.object({ id: orgId, name: z.string(), pinyin: z.string() })),
  photo: fileHash.nullable(),
  /** Matters answered. */
  answered: z.number().int(),
  /** Mean of the ratings (1 to 5) with their number; null as long as there are fewer than the county wants. */
  rating: z.object({ mean: z.number(), count: z.number().int() }).nullable(),
});
export type PublicExpert = z.infer<typeof publicExpert>;

export const removal = z.object({
  at: isoTime,
  by: z.string(),
  reason: z.string(),
  /** The last day of the term; null: for good. A proposal that was declined has no term at all. */
  until: day.nullable(),
  isBlacklisted: z.boolean(),
  appeal: z
    .object({
      at: isoTime,
      text: z.string(),
      decision: z.object({ at: isoTime, by: z.string(), isGranted: z.boolean(), reason: z.string() }).nullable(),
    })
    .nullable(),
});
export type Removal = z.infer<typeof removal>;

/** One row of the pool as those see it who look after it. */
export const expertRow = z.object({
  ...publicExpert.omit({ townships: true }).shape,
  state: expertState,
  orgName: z.string(),
  coverage: z.array(expertPlace),
  termFrom: day,
  termTo: day,
  cap: z.number().int(),
  openMatters: z.number().int(),
  /** The account is locked or has lost the role: no matter reaches the expert, whatever the pool says. */
  isAccountUsable: z.boolean(),
  hasAppeal: z.boolean(),
});
export type ExpertRow = z.infer<typeof expertRow>;

export const historyKinds = [
  'proposed',
  'approved',
  'declined',
  'suspended',
  'resumed',
  'removed',
  'appealed',
  'appealGranted',
  'appealRejected',
  'edited',
] as const;
export type HistoryKind = (typeof historyKinds)[number];

export const expertDetail = z.object({
  ...expertRow.shape,
  about: z.string(),
  /** Null where the county's cap holds. */
  ownCap: z.number().int().nullable(),
  hours: z.object(hours),
  /** Active, within the term, and with an account that works: seen by the public, reached by matters. */
  isInPool: z.boolean(),
  suspension: z.object({ at: isoTime, by: z.string(), reason: z.string() }).nullable(),
  removal: removal.nullable(),
  /** Oldest first. */
  history: z.array(
    z.object({ kind: z.enum(historyKinds), at: isoTime, by: z.string(), reason: z.string().nullable() }),
  ),
  may: z.object({
    edit: z.boolean(),
    decide: z.boolean(),
    suspend: z.boolean(),
    resume: z.boolean(),
    remove: z.boolean(),
    decideAppeal: z.boolean(),
    appeal: z.boolean(),
  }),
});
export type ExpertDetail = z.infer<typeof expertDetail>;
