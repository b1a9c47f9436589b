import type { FigureCell, FigureGroup, Measure } from '#shared/figures.ts';
import type { RequestId } from '#shared/kit/ids.ts';
import type { LegalField } from '#shared/kit/legal-field.ts';
import { MINUTE_MS, OFFSET_MS } from '#shared/kit/time.ts';
import type { Channel, Outcome } from '#shared/request-facts.ts';
import type { VisitResult } from '#shared/visits.ts';

/** A matter with everything that happened to it, each with its moment in milliseconds: the raw events of the figures. */
export type MatterEvents = {
  readonly id: RequestId;
  readonly number: string;
  readonly branch: string;
  readonly townshipId: string;
  readonly townshipName: string;
  readonly channel: Channel;
  readonly field: LegalField | null;
  readonly expertId: string | null;
  readonly expertName: string;
  readonly openedAt: number;
  /** First time that an expert had it. */
  readonly claimedAt: number | null;
  /** The last one, and when the matter was reopened after it. */
  readonly outcome: { readonly at: number; readonly until: number | null; readonly outcome: Outcome } | null;
  /** What each meeting came to, and when that was corrected. */
  readonly meetings: readonly {
    readonly at: number;
    readonly until: number | null;
    readonly kind: 'held' | 'noShow';
    readonly startedAt: number | null;
  }[];
  /** When each agreement was concluded. */
  readonly agreements: readonly number[];
  readonly rating: { readonly at: number; readonly faces: number } | null;
  readonly visits: readonly { readonly at: number; readonly result: VisitResult }[];
};

/** What the figures count of one matter. */
export type MatterCounts = {
  readonly claimMinutes: number | null;
  readonly meetingMinutes: number | null;
  readonly held: number;
  readonly noShow: number;
  readonly outcome: Outcome | null;
  readonly agreements: number;
  readonly rating: number | null;
  /** The last one. */
  readonly visit: VisitResult | null;
};

export type CountedMatter = Omit<
  MatterEvents,
  'claimedAt' | 'outcome' | 'meetings' | 'agreements' | 'rating' | 'visits'
> & { readonly counts: MatterCounts };

/** `2026Q4`; China has one time without summer time. */
export function quarterOf(ms: number): string {
  const local = new Date(ms + OFFSET_MS);
  return `${local.getUTCFullYear()}Q${Math.floor(local.getUTCMonth() / 3) + 1}`;
}

export function boundsOf(quarter: string): { from: number; to: number } {
  const year = Number(quarter.slice(0, 4));
  const first = (Number(quarter.slice(5)) - 1) * 3;
  return { from: Date.UTC(year, first) - OFFSET_MS, to: Date.UTC(year, first + 3) - OFFSET_MS };
}

/** What was so at `asOf`: later events do not count, so that what was counted then can be counted again at any time. */
export function countsOf(events: MatterEvents, asOf: number): MatterCounts {
  const isThen = (at: number): boolean => at <= asOf;
  const since = (at: number | null): number | null =>
    at === null || !isThen(at) ? null : Math.round((at - events.openedAt) / MINUTE_MS);
  const isSo = (span: { at: number; until: number | null }): boolean =>
    isThen(span.at) && (span.until === null || !isThen(span.until));
  const meetings = events.meetings.filter(isSo);
  const held = meetings.filter(({ kind }) => kind === 'held');
  const firstMeeting = held.reduce<number | null>((first, { startedAt }) => earlier(first, startedAt), null);
  const visits = events.visits.filter(({ at }) => isThen(at)).sort((a, b) => a.at - b.at);
  return {
    claimMinutes: since(events.claimedAt),
    meetingMinutes: since(firstMeeting),
    held: held.length,
    noShow: meetings.length - held.length,
    outcome: events.outcome && isSo(events.outcome) ? events.outcome.outcome : null,
    agreements: events.agreements.filter(isThen).length,
    rating: events.rating && isThen(events.rating.at) ? events.rating.faces : null,
    visit: visits.at(-1)?.result ?? null,
  };
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle];
  if (high === undefined) return null;
  return sorted.length % 2 === 1 ? high : Math.round((high + (sorted[middle - 1] ?? high)) / 2);
}

function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 100) / 100;
}

/** What one matter adds to a measure; null: nothing, it is not among the measure's rows. */
export function shareOf({ counts }: Pick<CountedMatter, 'counts'>, measure: Measure): number | null {
  switch (measure) {
    case 'requests':
      return 1;
    case 'claimMinutes':
    case 'meetingMinutes':
      return counts[measure];
    case 'held':
    case 'noShow':
    case 'agreements':
      return counts[measure] || null;
    case 'answered':
    case 'resolved':
    case 'agreement':
    case 'referred':
    case 'notResolved':
      return counts.outcome === measure ? 1 : null;
    case 'ratings':
      return counts.rating === null ? null : 1;
    case 'rating':
      return counts.rating;
    case 'visitHolds':
      return counts.visit === 'holds' ? 1 : null;
    case 'visitFails':
      return counts.visit === 'doesNotHold' ? 1 : null;
    case 'visitUnreachable':
      return counts.visit === 'unreachable' ? 1 : null;
  }
}

function figureOf(matters: readonly CountedMatter[], measure: Measure): number | null {
  const shares = matters.map((matter) => shareOf(matter, measure)).filter((share) => share !== null);
  if (measure === 'claimMinutes' || measure === 'meetingMinutes') return medianOf(shares);
  if (measure === 'rating') return meanOf(shares);
  return shares.reduce((sum, share) => sum + share, 0);
}

/** The key of a matter within a group; `none` where it has none. */
export function keyIn(by: FigureGroup, matter: CountedMatter): string {
  switch (by) {
    case 'total':
      return 'all';
    case 'township':
      return matter.townshipId;
    case 'field':
      return matter.field ?? 'none';
    case 'channel':
      return matter.channel;
    case 'expert':
      return matter.expertId ?? 'none';
  }
}

const nameIn = (by: FigureGroup, matter: CountedMatter): string =>
  by === 'township' ? matter.townshipName : by === 'expert' ? matter.expertName : '';

/** Most matters first. */
export function cellsOf(by: FigureGroup, matters: readonly CountedMatter[]): FigureCell[] {
  const groups = Map.groupBy(matters, (matter) => keyIn(by, matter));
  if (by === 'total' && matters.length === 0) groups.set('all', []);
  return [...groups]
    .map(([key, those]) => ({ key, name: those[0] ? nameIn(by, those[0]) : '', values: valuesOf(those) }))
    .sort((a, b) => (b.values.requests ?? 0) - (a.values.requests ?? 0) || (a.key < b.key ? -1 : 1));
}

function valuesOf(matters: readonly CountedMatter[]): FigureCell['values'] {
  const value = (measure: Measure) => figureOf(matters, measure);
  return {
    requests: value('requests'),
    claimMinutes: value('claimMinutes'),
    meetingMinutes: value('meetingMinutes'),
    held: value('held'),
    noShow: value('noShow'),
    answered: value('answered'),
    resolved: value('resolved'),
    agreement: value('agreement'),
    referred: value('referred'),
    notResolved: value('notResolved'),
    agreements: value('agreements'),
    ratings: value('ratings'),
    rating: value('rating'),
    visitHolds: value('visitHolds'),
    visitFails: value('visitFails'),
    visitUnreachable: value('visitUnreachable'),
  };
}

/** Names of the counts in which two differ. */
export const differences = (a: MatterCounts, b: MatterCounts): (keyof MatterCounts)[] =>
  countKeys.filter((key) => a[key] !== b[key]);

const countKeys: readonly (keyof MatterCounts)[] = [
  'claimMinutes',
  'meetingMinutes',
  'held',
  'noShow',
  'outcome',
  'agreements',
  'rating',
  'visit',
];
