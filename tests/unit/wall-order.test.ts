import { describe, expect, it } from 'vitest';
import type { HelpCall } from '#shared/help.ts';
import { hallId, orgId, partId } from '#shared/kit/ids.ts';
import { type HallPresence, type HallRow, hallPresence } from '#shared/lecture-live.ts';
import { shownRows, wholeWall } from '../../client/src/features/lectures/wall-filters.tsx';
import {
  countOf,
  townshipsOf,
  type WallFilter,
  type WallRow,
  wallFilters,
  wallRowsOf,
} from '../../client/src/features/lectures/wall-order.ts';

const at = '2026-11-24T01:00:00.000Z';
const codeOf = (n: number): string => String(220_283_000_000 + n);

const hallOf = (n: number): HallRow => ({
  hallId: hallId.parse(codeOf(n)),
  name: `会场${n}`,
  townshipId: orgId.parse(codeOf(1_000 + (n % 21))),
  townshipName: `乡镇${n % 21}`,
  contactName: '',
  contactPhone: '',
  presence: hallPresence.options[(n * 7) % 5] ?? 'expected',
  since: at,
  sound: n % 11 === 0 ? 'off' : 'on',
  quality: n % 13 === 0 ? 'poor' : 'good',
});

const callOf = (n: number, isDone: boolean): HelpCall => ({
  id: partId.parse(n.toString(16).padStart(24, '0')),
  hallId: hallId.parse(codeOf(n)),
  name: `会场${n}`,
  at,
  facts: { quality: 'good', sound: 'on', picture: 'seen', test: null },
  done: isDone ? { at, by: '李淑兰' } : null,
});

const countedBy = (n: number) => ({
  hallId: hallId.parse(codeOf(n)),
  counts: [{ heads: n, at, by: `会场${n}`, reason: null }],
});

const halls = Array.from({ length: 254 }, (_, n) => hallOf(n));
const rows = wallRowsOf({
  halls,
  heads: [...Array(200).keys()].map(countedBy),
  calls: [callOf(17, false), callOf(40, true), callOf(100, false)],
});
const all = Object.keys(wallFilters).filter((name): name is WallFilter => name in wallFilters);

describe('the wall of 254 halls', () => {
  it('[WALL1] each number is that of the rows its button shows, and the states add up to all', () => {
    for (const filter of all) {
      const shown = townshipsOf(shownRows(rows, { ...wholeWall, filter })).flatMap((township) => township.rows);
      expect({ filter, shown: shown.length }).toEqual({ filter, shown: countOf(rows, filter) });
    }
    const states = ['live', 'waiting', 'missing', 'away', 'gone'] as const;
    expect(states.reduce((sum, state) => sum + countOf(rows, state), 0)).toBe(254);
    expect(countOf(rows, 'calling')).toBe(2);
    expect(rows.find(({ hallId: id }) => id === codeOf(30))?.heads).toBe(30);
  });

  it('[WALL2] who asks for help stands first in its township, then the missing, the cut off and those that left', () => {
    const order: Record<HallPresence, number> = { expected: 1, away: 2, gone: 3, waiting: 4, live: 4 };
    const rank = ({ isCalling, presence }: WallRow): number => (isCalling ? 0 : order[presence]);
    const townships = townshipsOf(rows);
    expect(townships).toHaveLength(21);
    for (const township of townships) {
      const ranks = township.rows.map(rank);
      expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
    }
    const problems = townships.map((township) => township.problems);
    expect(problems).toEqual([...problems].sort((one, other) => other - one));
  });
});
