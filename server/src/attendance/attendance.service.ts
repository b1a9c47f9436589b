import type { AttendanceReport, AttendanceRow } from '#shared/attendance.ts';
import type { HeadCount } from '#shared/heads.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { LectureState } from '#shared/lectures.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Closable } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import type { AttendanceRepo } from './attendance.repo.ts';
import { lengthOf, liveTime, rowsOf, type Stretch, staysOf, totalsOf, townshipsOf } from './attendance.rules.ts';
import type { ExpectedHall, Period, Span, SpanEnd } from './attendance-types.ts';
import { createCrashRecovery, type Heartbeats } from './crash-recovery.ts';
import { createSpanWriter } from './span-writer.ts';

export type AttendanceDeps = {
  readonly repo: AttendanceRepo;
  readonly heartbeats: Heartbeats;
  /** Each hall's head counts in their order. */
  readonly headCounts: (lectureId: LectureId) => Promise<ReadonlyMap<HallId, HeadCount[]>>;
  /** 24 hex characters, new each time. */
  readonly newId: () => string;
  readonly clock: Clock;
  readonly log: Logger;
};

/** What attendance must know of a lecture; times in milliseconds since the epoch. */
export type AttendanceLecture = {
  readonly lectureId: LectureId;
  readonly title: string;
  readonly state: LectureState;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly livePeriods: readonly Period[];
  /** The set of expected halls that counts; null before the lecture was published. */
  readonly expectedSetId: string | null;
};

/** Whose rows: one hall's, or those of a branch (the path of its org). */
export type RowScope = { readonly hallId: HallId } | { readonly orgPath: string };

export type AttendanceFacts = {
  readonly halls: readonly (AttendanceRow & { readonly path: string; readonly stays: readonly Stretch[] })[];
  readonly isSettled: boolean;
};

export type OpenSpan = { readonly id: string; readonly from: number };

export type Attendance = Closable & {
  /** Closes what a dead process left open, now and as long as this one runs. */
  start(): Promise<void>;
  /** Resolves when the span is in the database; only then may the hall be told that it is in. */
  openSpan(opening: { lectureId: LectureId; hallId: HallId; connectionId: string; at: number }): Promise<OpenSpan>;
  /** Never before the span's begin. Written as soon as the database takes it; the first end given stands. */
  endSpan(span: OpenSpan, to: number, reason: SpanEnd): void;
  /** All of a lecture's spans by begin, the open ones with `to: null`. */
  spansOf(lectureId: LectureId): Promise<Span[]>;
  /** Stores the halls in the given order under a new set id; it counts once the lecture refers to it. */
  storeExpected(lectureId: LectureId, halls: readonly ExpectedHall[]): Promise<string>;
  /** Deletes the lecture's other sets. */
  keepOnlyExpected(lectureId: LectureId, setId: string): Promise<void>;
  /** The halls of a set in tree order, from memory after the first time. */
  expectedHalls(setId: string): Promise<readonly ExpectedHall[]>;
  report(lecture: AttendanceLecture, scope: RowScope): Promise<AttendanceReport>;
  /** Every row with the hall's path and its stays; `isSettled` once no span of the lecture is open. */
  facts(lecture: AttendanceLecture): Promise<AttendanceFacts>;
  /** Ends of spans that wait for the database. */
  unwritten(): number;
  verify(): Promise<{ problems: string[]; closedSpans: number }>;
  close(): Promise<void>;
};

/** Sets of as many lectures are kept in memory (254 halls are about 60 kB). */
const REMEMBERED_SETS = 100;
const FLUSH_WITHIN_MS = 4_000;

export function createAttendance(deps: AttendanceDeps): Attendance {
  const { repo, heartbeats, headCounts, newId, clock, log } = deps;
  const writer = createSpanWriter({ repo, clock, log });
  const recovery = createCrashRecovery({ heartbeats, repo, clock, log });
  const sets = new Map<string, readonly ExpectedHall[]>();

  const remember = (setId: string, halls: readonly ExpectedHall[]): readonly ExpectedHall[] => {
    sets.delete(setId);
    sets.set(setId, halls);
    const [oldest] = sets.keys();
    if (sets.size > REMEMBERED_SETS && oldest !== undefined) sets.delete(oldest);
    return halls;
  };
  const expectedHalls = async (setId: string): Promise<readonly ExpectedHall[]> =>
    remember(setId, sets.get(setId) ?? (await repo.expected(setId)));

  const read = async ({ lectureId, expectedSetId, startedAt }: AttendanceLecture): Promise<ReadFacts> => ({
    expected: expectedSetId === null ? [] : await expectedHalls(expectedSetId),
    spans: startedAt === null ? [] : await repo.spansOf(lectureId),
    heads: startedAt === null ? new Map() : await headCounts(lectureId),
  });

  return {
    start: () => recovery.start(),
    openSpan: async ({ lectureId, hallId, connectionId, at }) => {
      const id = newId();
      const { processId } = heartbeats;
      await writer.open({ id, lectureId, hallId, processId, connectionId, from: at, to: null });
      return { id, from: at };
    },
    endSpan: ({ id, from }, to, reason) => writer.end({ id, to: Math.max(from, to), reason }),
    spansOf: (lectureId) => repo.spansOf(lectureId),
    storeExpected: async (lectureId, halls) => {
      const setId = newId();
      await repo.insertExpected(lectureId, setId, halls);
      remember(setId, [...halls]);
      return setId;
    },
    keepOnlyExpected: async (lectureId, setId) => void (await repo.deleteOtherSets(lectureId, setId)),
    expectedHalls,
    report: async (lecture, scope) => {
      const { expected, ...facts } = await read(lecture);
      return reportOf(lecture, expected.filter(isInScope(scope)), facts, clock.now());
    },
    facts: async (lecture) => factsOf(lecture, await read(lecture), clock.now()),
    unwritten: () => writer.unwritten(),
    verify: async () => {
      const closedSpans = await recovery.recover();
      return { closedSpans, problems: await problemsOf(repo, heartbeats) };
    },
    close: async () => {
      recovery.close();
      const isAllWritten = await writer.flush(FLUSH_WITHIN_MS);
      writer.close();
      if (!isAllWritten) {
        log.warn({ spans: writer.unwritten() }, 'the database is away: the next start closes these spans');
      }
    },
  };
}

type ReadFacts = {
  readonly expected: readonly ExpectedHall[];
  readonly spans: readonly Span[];
  readonly heads: ReadonlyMap<HallId, HeadCount[]>;
};

function factsOf(lecture: AttendanceLecture, { expected, spans, heads }: ReadFacts, now: number): AttendanceFacts {
  const time = liveTime(lecture.livePeriods, now, lecture.state === 'ended');
  const byHall = Map.groupBy(spans, ({ hallId }) => hallId);
  const rows = new Map(rowsOf(expected, spans, time, now, heads).map((row) => [row.hallId, row]));
  return {
    halls: expected.flatMap(({ hallId, path }) => {
      const row = rows.get(hallId);
      return row === undefined ? [] : [{ ...row, path, stays: staysOf(byHall.get(hallId) ?? [], time, now) }];
    }),
    isSettled: spans.every(({ to }) => to !== null),
  };
}

function reportOf(
  lecture: AttendanceLecture,
  halls: readonly ExpectedHall[],
  { spans, heads }: Pick<ReadFacts, 'spans' | 'heads'>,
  now: number,
): AttendanceReport {
  const { lectureId, title, state, startedAt, endedAt, livePeriods } = lecture;
  const isFinal = state === 'ended';
  const time = liveTime(livePeriods, now, isFinal);
  const rows = rowsOf(halls, spans, time, now, heads);
  return {
    lectureId,
    title,
    startedAt: isoOrNull(startedAt),
    endedAt: isoOrNull(endedAt),
    liveMs: lengthOf(time.live),
    isFinal,
    rows,
    townships: townshipsOf(rows),
    totals: totalsOf(rows),
  };
}

const isInScope =
  (scope: RowScope) =>
  ({ hallId, path }: ExpectedHall): boolean =>
    'hallId' in scope ? hallId === scope.hallId : path.startsWith(scope.orgPath);

const isoOrNull = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

async function problemsOf(repo: AttendanceRepo, heartbeats: Heartbeats): Promise<string[]> {
  const reversed = await repo.countReversed();
  const dead = new Set((await heartbeats.deadProcesses(0)).map(({ processId }) => processId));
  const open = await repo.openSpanProcesses();
  const ownerless = open.filter(({ processId }) => processId !== heartbeats.processId && !dead.has(processId));
  return [
    ...(reversed === 0 ? [] : [`${reversed} attendance spans end before they begin`]),
    ...ownerless.map(({ processId, open: n }) => `${n} open attendance spans of the closed process ${processId}`),
  ];
}
