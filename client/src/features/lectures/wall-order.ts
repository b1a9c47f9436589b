import { type HallHeads, standingHeads } from '#shared/heads.ts';
import type { HelpCall } from '#shared/help.ts';
import type { HallPresence, HallRow } from '#shared/lecture-live.ts';

/** A hall of the wall: its row with its head count, and whether it asks for help. */
export type WallRow = HallRow & { heads: number | null; isCalling: boolean };

type Parts = { halls: readonly HallRow[]; heads: readonly HallHeads[]; calls: readonly HelpCall[] };

/** All from one state of the page, so that nothing on the wall is older than anything else on it. */
export function wallRowsOf({ halls, heads, calls }: Parts): WallRow[] {
  const counted = new Map(heads.map(({ hallId, counts }) => [hallId, standingHeads(counts)]));
  const calling = new Set(calls.filter(({ done }) => done === null).map(({ hallId }) => hallId));
  return halls.map((row) => ({
    ...row,
    heads: counted.get(row.hallId) ?? null,
    isCalling: calling.has(row.hallId),
  }));
}

/** Whom to look at first: missing, then cut off, then left; whoever is inside comes last. */
const urgency: Record<HallPresence, number> = { expected: 0, away: 1, gone: 2, waiting: 3, live: 3 };

export const isInside = (row: HallRow): boolean => row.presence === 'waiting' || row.presence === 'live';

const isUnheard = (row: HallRow): boolean => isInside(row) && row.sound === 'off';
const isPoor = (row: HallRow): boolean => isInside(row) && row.quality === 'poor';

/** Calls for help, is not there, cut off, left, without sound, or on a poor line. */
const needsLook = (row: WallRow): boolean => row.isCalling || !isInside(row) || isUnheard(row) || isPoor(row);

const rank = (row: WallRow): number => {
  if (row.isCalling) return -1;
  return isInside(row) && needsLook(row) ? 2.5 : urgency[row.presence];
};

export const wallFilters = {
  expected: () => true,
  live: (row) => row.presence === 'live',
  waiting: (row) => row.presence === 'waiting',
  missing: (row) => row.presence === 'expected',
  away: (row) => row.presence === 'away',
  gone: (row) => row.presence === 'gone',
  calling: (row) => row.isCalling,
  unheard: isUnheard,
  poor: isPoor,
  uncounted: (row) => isInside(row) && row.heads === null,
  look: needsLook,
} satisfies Record<string, (row: WallRow) => boolean>;
export type WallFilter = keyof typeof wallFilters;

/** Counted from the very rows that are shown, so that the numbers at the top and the list can never disagree. */
export const countOf = (rows: readonly WallRow[], filter: WallFilter): number =>
  rows.filter(wallFilters[filter]).length;

/** The one thing to say of a hall beside its name: what is most pressing. */
export type WallWord = 'calling' | HallPresence | 'unheard' | 'poor';
export function wordOf(row: WallRow): WallWord {
  if (row.isCalling) return 'calling';
  if (isUnheard(row)) return 'unheard';
  return isPoor(row) ? 'poor' : row.presence;
}

export type TownshipRows = {
  townshipId: string;
  townshipName: string;
  rows: WallRow[];
  inside: number;
  problems: number;
};

/**
 * Halls by township: the townships with the most halls to look at first, in each the most urgent first; otherwise in the order of
 * the tree, so that a row does not jump about without a reason.
 */
export function townshipsOf(rows: readonly WallRow[]): TownshipRows[] {
  const groups = new Map<string, TownshipRows>();
  for (const row of rows) {
    const { townshipId, townshipName } = row;
    const group = groups.get(townshipId) ?? { townshipId, townshipName, rows: [], inside: 0, problems: 0 };
    group.rows.push(row);
    if (isInside(row)) group.inside += 1;
    if (needsLook(row)) group.problems += 1;
    groups.set(townshipId, group);
  }
  for (const group of groups.values()) group.rows.sort((one, other) => rank(one) - rank(other));
  return [...groups.values()].sort((one, other) => other.problems - one.problems);
}
