import {
  type FigureGroup,
  type FigureRow,
  type Figures as FiguresView,
  figureGroups,
  type Measure,
} from '#shared/figures.ts';
import type { Caller } from '#shared/kit/caller.ts';
import type { RequestId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { FigureRepo, FigureScope, StoredCount } from './figure.repo.ts';
import {
  boundsOf,
  type CountedMatter,
  cellsOf,
  countsOf,
  differences,
  keyIn,
  type MatterEvents,
  quarterOf,
  shareOf,
} from './figure.rules.ts';

/** What the matters themselves say of one. */
export type FiledMatter = Omit<MatterEvents, 'meetings' | 'agreements' | 'rating' | 'visits'>;
type OfMatters<T> = (ids: readonly RequestId[]) => Promise<ReadonlyMap<RequestId, T>>;

export type FiguresDeps = {
  repo: FigureRepo;
  /** Where the events are: each module tells its own. */
  events: {
    /** Filed from `from` until before `to`. */
    filed(from: number, to: number): AsyncIterable<FiledMatter>;
    meetings: OfMatters<MatterEvents['meetings']>;
    agreements: OfMatters<readonly number[]>;
    ratings: OfMatters<NonNullable<MatterEvents['rating']>>;
    visits: OfMatters<MatterEvents['visits']>;
  };
  clock: Clock;
};

export type FigureRowsInput = {
  quarter: string;
  by: FigureGroup;
  key: string;
  measure: Measure;
  limit: number;
  cursor?: string | undefined;
};

export type Figures = {
  of(caller: Caller, quarter: string): Promise<FiguresView>;
  /** All matters of the quarter that the caller's figures count. */
  matters(caller: Caller, quarter: string): Promise<FigureRow[]>;
  rows(caller: Caller, input: FigureRowsInput): Promise<{ rows: FigureRow[]; nextCursor: string | null }>;
  /** Counts again from the events, as of the moment of each count; answers what differs. */
  verify(): Promise<string[]>;
};

const BATCH = 200;
/** A page that is looked at often does not count anew each time. */
const FRESH_MS = 20_000;
/** An event is written a little after its moment; what is younger is left to the next count. */
const SETTLED_MS = 2_000;

export function createFigures(deps: FiguresDeps): Figures {
  const { repo, clock } = deps;
  const counted = new Map<string, { at: number; done: Promise<void> }>();

  const refresh = (quarter: string): Promise<void> => {
    const last = counted.get(quarter);
    if (last && clock.now() - last.at < FRESH_MS + SETTLED_MS) return last.done;
    const at = clock.now() - SETTLED_MS;
    const done = count(quarter, at, deps);
    counted.set(quarter, { at, done });
    done.catch(() => counted.delete(quarter));
    return done;
  };
  const countedFor = async (caller: Caller, quarter: string): Promise<StoredCount[]> => {
    const scope = scopeOf(caller);
    await refresh(quarter);
    return collected(repo.each(quarter, scope));
  };

  return {
    of: async (caller, quarter) => {
      const matters = await countedFor(caller, quarter);
      const asOf = new Date(counted.get(quarter)?.at ?? clock.now() - SETTLED_MS).toISOString();
      const groups = figureGroups.map((by) => ({ by, cells: cellsOf(by, matters) }));
      return { quarter, asOf, groups };
    },
    matters: async (caller, quarter) => (await countedFor(caller, quarter)).map(rowView),
    rows: async (caller, { quarter, by, key, measure, limit, cursor }) => {
      const matters = await countedFor(caller, quarter);
      const those = matters.filter((matter) => keyIn(by, matter) === key && shareOf(matter, measure) !== null);
      const start = cursor === undefined ? 0 : those.findIndex(({ id }) => id === cursor) + 1;
      const rows = those.slice(start, start + limit).map(rowView);
      return { rows, nextCursor: start + limit < those.length ? (rows.at(-1)?.requestId ?? null) : null };
    },
    verify: () => verifyFigures(deps),
  };
}

/** A supervisor reads all, an organizer the branch, an expert the own. */
function scopeOf(caller: Caller): FigureScope {
  if (caller.role === 'supervisor') return { all: true };
  if (caller.role === 'organizer') return { branch: caller.orgPath };
  if (caller.role === 'expert') return { expertId: caller.accountId };
  throw new AppError('forbidden', 'role_not_allowed');
}

async function count(quarter: string, at: number, { repo, events }: FiguresDeps): Promise<void> {
  for await (const batch of eventsOf(quarter, events))
    await repo.save(
      batch.map((each) => countedMatter(each, at)),
      new Date(at),
    );
}

function countedMatter(events: MatterEvents, at: number): CountedMatter {
  const { claimedAt: _c, outcome: _o, meetings: _m, agreements: _a, rating: _r, visits: _v, ...matter } = events;
  return { ...matter, counts: countsOf(events, at) };
}

/** All matters of a quarter with all their events, a batch at a time. */
async function* eventsOf(quarter: string, events: FiguresDeps['events']): AsyncIterable<MatterEvents[]> {
  const { from, to } = boundsOf(quarter);
  let batch: FiledMatter[] = [];
  for await (const matter of events.filed(from, to)) {
    batch.push(matter);
    if (batch.length < BATCH) continue;
    yield await withEvents(batch, events);
    batch = [];
  }
  if (batch.length > 0) yield await withEvents(batch, events);
}

async function withEvents(batch: readonly FiledMatter[], events: FiguresDeps['events']): Promise<MatterEvents[]> {
  const ids = batch.map(({ id }) => id);
  const [meetings, agreements, ratings, visits] = await Promise.all([
    events.meetings(ids),
    events.agreements(ids),
    events.ratings(ids),
    events.visits(ids),
  ]);
  return batch.map((matter) => ({
    ...matter,
    meetings: meetings.get(matter.id) ?? [],
    agreements: agreements.get(matter.id) ?? [],
    rating: ratings.get(matter.id) ?? null,
    visits: visits.get(matter.id) ?? [],
  }));
}

async function verifyFigures({ repo, events }: FiguresDeps): Promise<string[]> {
  const problems: string[] = [];
  for (const quarter of await repo.quarters()) {
    const raw = new Map<RequestId, MatterEvents>();
    for await (const batch of eventsOf(quarter, events)) for (const each of batch) raw.set(each.id, each);
    for await (const stored of repo.each(quarter, { all: true })) {
      const matter = raw.get(stored.id);
      if (matter === undefined || quarterOf(matter.openedAt) !== quarter) {
        problems.push(`figures of ${quarter} count ${stored.number}, which is no matter of that quarter`);
        continue;
      }
      // Of a result that came later only the last is known, so what was so before it cannot be told.
      const isResultNewer = matter.outcome !== null && matter.outcome.at > stored.asOf;
      const wrong = differences(stored.counts, countsOf(matter, stored.asOf)).filter(
        (name) => !(name === 'outcome' && isResultNewer),
      );
      if (wrong.length > 0) problems.push(`figures of ${stored.number} differ from its events in ${wrong.join(', ')}`);
    }
  }
  return problems;
}

async function collected<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

const rowView = ({
  id,
  number,
  openedAt,
  channel,
  field,
  townshipName,
  expertName,
  counts,
}: StoredCount): FigureRow => ({
  requestId: id,
  number,
  openedAt: new Date(openedAt).toISOString(),
  channel,
  field,
  townshipName,
  expertName,
  ...counts,
});
