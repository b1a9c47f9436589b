import type { HallPresence, HallRow } from '#shared/lecture-live.ts';

/** Whom to look at first: missing, then cut off, then left; whoever is inside comes last. */
const urgency: Record<HallPresence, number> = { expected: 0, away: 1, gone: 2, waiting: 3, live: 3 };

export const isInside = (row: HallRow): boolean => row.presence === 'waiting' || row.presence === 'live';

/** Not there, cut off, left, without sound, or on a poor line. */
export const needsLook = (row: HallRow): boolean => !isInside(row) || row.sound === 'off' || row.quality === 'poor';

const rank = (row: HallRow): number => (isInside(row) && needsLook(row) ? 2.5 : urgency[row.presence]);

export type TownshipRows = {
  townshipId: string;
  townshipName: string;
  rows: HallRow[];
  inside: number;
  problems: number;
};

/**
 * Halls by township: the townships with the most halls to look at first, in each the most urgent first; otherwise in the order of
 * the tree, so that a row does not jump about without a reason.
 */
export function townshipsOf(rows: readonly HallRow[]): TownshipRows[] {
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

export type WallCounts = Record<'expected' | 'waiting' | 'live' | 'away' | 'gone' | 'missing', number>;

/** Counted from the very rows that are shown, so that the numbers at the top and the list can never disagree. */
export function countsOf(rows: readonly HallRow[]): WallCounts {
  const of = (presence: HallPresence) => rows.filter((row) => row.presence === presence).length;
  return {
    expected: rows.length,
    waiting: of('waiting'),
    live: of('live'),
    away: of('away'),
    gone: of('gone'),
    missing: of('expected'),
  };
}
