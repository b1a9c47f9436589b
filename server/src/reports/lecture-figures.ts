import { type Caller, isWithin } from '#shared/kit/caller.ts';
import type { LectureFigureRow, LectureFiguresOf } from '#shared/lecture-figures.ts';
import type { ReportHall } from '#shared/reports.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { boundsOf, createTally, isInLevel, rowOf } from './lecture-figure.rules.ts';
import type { LectureCount } from './report.repo.ts';
import type { ReportLecture } from './report-facts.ts';
import type { Reports } from './reports.ts';

export type LectureFiguresDeps = {
  readonly reports: Pick<Reports, 'counts'>;
  /** Lectures that are over and were planned to start from `from` until before `to`, newest first. */
  readonly ended: (between: { from: number; to: number }) => AsyncIterable<ReportLecture>;
  readonly clock: Clock;
};

type RowsInput = {
  period: string;
  level: 'all' | 'township' | 'hall';
  key: string;
  limit: number;
  cursor?: string | undefined;
};

export type LectureFiguresFace = {
  of(caller: Caller, period: string): Promise<LectureFiguresOf>;
  /** All lectures of the period that the caller's figures count. */
  lectures(caller: Caller, period: string): Promise<LectureFigureRow[]>;
  rows(caller: Caller, input: RowsInput): Promise<{ rows: LectureFigureRow[]; nextCursor: string | null }>;
};

export function createLectureFigures({ reports, ended, clock }: LectureFiguresDeps): LectureFiguresFace {
  /** Newest first. */
  async function* countsFor(caller: Caller, period: string): AsyncGenerator<LectureCount> {
    const lectures: ReportLecture[] = [];
    for await (const lecture of ended(boundsOf(period))) {
      if (caller.role !== 'lecturer' || isOwn(lecture, caller.accountId)) lectures.push(lecture);
    }
    yield* reports.counts(lectures);
  }
  const rowsFor = async (caller: Caller, period: string, isIn: (hall: ReportHall) => boolean) => {
    const rows: LectureFigureRow[] = [];
    for await (const count of countsFor(caller, period)) {
      const row = rowOf(count, isIn);
      if (row !== null) rows.push(row);
    }
    return rows;
  };

  return {
    of: async (caller, period) => {
      const tally = createTally(scopeOf(caller));
      const asOf = new Date(clock.now()).toISOString();
      for await (const count of countsFor(caller, period)) tally.add(count);
      return { period, asOf, ...tally.sums() };
    },
    lectures: (caller, period) => rowsFor(caller, period, scopeOf(caller)),
    rows: async (caller, { period, level, key, limit, cursor }) => {
      const isMine = scopeOf(caller);
      const isIn = isInLevel(level, key);
      const all = await rowsFor(caller, period, (hall) => isMine(hall) && isIn(hall));
      const start = cursor === undefined ? 0 : all.findIndex(({ lectureId }) => lectureId === cursor) + 1;
      const rows = all.slice(start, start + limit);
      return { rows, nextCursor: start + limit < all.length ? (rows.at(-1)?.lectureId ?? null) : null };
    },
  };
}

/** A lecturer's own are those of the plan, and those that were taught in another one's place. */
const isOwn = ({ lecturerId, taught }: ReportLecture, accountId: string): boolean =>
  lecturerId === accountId || taught.some((each) => each.role === 'lecturer' && each.accountId === accountId);

/** An organizer reads the halls of the branch, whoever held the lecture. */
function scopeOf(caller: Caller): (hall: ReportHall) => boolean {
  switch (caller.role) {
    case 'organizer':
      return ({ path }) => isWithin(path, caller.orgPath);
    case 'lecturer':
    case 'supervisor':
      return () => true;
    default:
      throw new AppError('forbidden', 'role_not_allowed');
  }
}
