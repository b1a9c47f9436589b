import type { LectureId } from '#shared/kit/ids.ts';
import { DAY_MS } from '#shared/kit/time.ts';
import { lectureRules } from '#shared/lectures.ts';
import type { LectureReport } from '#shared/reports.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { createCountCache } from './count-cache.ts';
import type { LectureCount, ReportRepo, SoundRepo, StoredCount } from './report.repo.ts';
import { differences, hallsCounted, problemsOf, totalsOf, townshipsOf } from './report.rules.ts';
import type { FactSources, ReportFacts, ReportLecture } from './report-facts.ts';

export type ReportsDeps = {
  readonly repo: ReportRepo;
  readonly sounds: Pick<SoundRepo, 'of'>;
  readonly sources: FactSources;
  /** Every lecture that is over, or those that were planned to begin at `from` (ms) or later. */
  readonly ended: (between: { from?: number }) => AsyncIterable<ReportLecture>;
  readonly clock: Clock;
  readonly log: Logger;
};

export type Reports = {
  /** Refused as `invalid_state/lecture_state` before the lecture is over. */
  of(lecture: ReportLecture): Promise<LectureReport>;
  /** What was counted, counted now where it was not; refused as `of` is. */
  count(lecture: ReportLecture): Promise<LectureCount>;
  /** The same of each. */
  counts(lectures: readonly ReportLecture[]): AsyncIterable<LectureCount>;
  /** Counts those of the last days that are not counted yet: a report is there before anybody asks for it. */
  catchUp(): Promise<void>;
  /** Writes a fact that belongs to a lecture, also one that is over: what was counted of it is then counted anew. */
  adding<T>(id: LectureId, write: () => Promise<T>): Promise<T>;
  /** Counts again from the events, as of the moment of each count; answers what differs. */
  verify(): Promise<string[]>;
};

/** What was on its way when the lecture ended is written by then. */
const SETTLED_MS = 5_000;
/** A lecture of Friday is counted on Monday, where the server stood still meanwhile. */
const CATCH_UP_MS = 4 * DAY_MS;

export function createReports(deps: ReportsDeps): Reports {
  const { repo, sources, clock, log } = deps;

  const counted = async (lecture: ReportLecture, stored: StoredCount | undefined): Promise<LectureCount> => {
    if (stored !== undefined && !stored.isOwed && stored.revision === lecture.revision) return stored;
    const owed = await repo.owed(lecture.lectureId);
    const asOf = clock.now();
    const facts = await factsOf(deps, lecture);
    const made = countOf(lecture, facts, asOf);
    const isSettled = facts.attendance.isSettled && asOf - (lecture.endedAt ?? asOf) >= SETTLED_MS;
    if (isSettled) await repo.save(made, owed);
    return made;
  };
  const count = async (lecture: ReportLecture): Promise<LectureCount> => {
    const { lectureId, state } = lecture;
    if (state !== 'ended') throw new AppError('invalid_state', 'lecture_state', { params: { state } });
    return counted(lecture, (await repo.find([lectureId])).get(lectureId));
  };
  const cache = createCountCache({ repo, counted });

  return {
    of: async (lecture) => {
      const { lectureId } = lecture;
      const made = await count(lecture);
      const [questions, polls] = await Promise.all([sources.questions(lectureId), sources.polls(lectureId)]);
      return reportView(lecture, made, { questions, polls: polls.map(({ view }) => view) });
    },
    count,
    counts: (lectures) => cache.counts(lectures),
    catchUp: async () => {
      const recent: ReportLecture[] = [];
      for await (const lecture of deps.ended({ from: clock.now() - CATCH_UP_MS })) recent.push(lecture);
      for (const lecture of recent) {
        // One that cannot be counted is asked for again in a minute, and holds up no other.
        await cache
          .counts([lecture])
          .next()
          .catch((error: unknown) => {
            log.error({ err: error, lectureId: lecture.lectureId }, 'a report could not be counted');
          });
      }
    },
    adding: async (id, write) => {
      // Before, so that a crash after the write leaves it owed; after, so that a count in between is not the last.
      await repo.owe(id);
      try {
        return await write();
      } finally {
        await repo.owe(id);
      }
    },
    verify: () => verifyReports(deps, counted),
  };
}

async function factsOf({ sources, sounds }: ReportsDeps, lecture: ReportLecture): Promise<ReportFacts> {
  const { lectureId } = lecture;
  const [attendance, heard, questions, polls, supplements] = await Promise.all([
    sources.attendance(lecture),
    sounds.of(lectureId),
    sources.questions(lectureId),
    sources.polls(lectureId),
    sources.supplements(lectureId),
  ]);
  return { attendance, sounds: heard, questions, polls, supplements };
}

const countOf = (lecture: ReportLecture, facts: ReportFacts, asOf: number): LectureCount => {
  const { lectureId, revision, startAt, lecturerId, title, lecturerName } = lecture;
  const halls = hallsCounted(facts, asOf);
  return { lectureId, revision, startAt, lecturerId, title, lecturerName, asOf, halls };
};

async function verifyReports(
  deps: ReportsDeps,
  counted: (lecture: ReportLecture, stored: StoredCount | undefined) => Promise<LectureCount>,
): Promise<string[]> {
  const problems: string[] = [];
  for await (const lecture of deps.ended({})) {
    const { lectureId, revision } = lecture;
    const stored = (await deps.repo.find([lectureId])).get(lectureId);
    if (stored === undefined || stored.isOwed || stored.revision !== revision) {
      await counted(lecture, stored);
      continue;
    }
    const again = hallsCounted(await factsOf(deps, lecture), stored.asOf);
    const wrong = differences(stored.halls, again);
    if (wrong.length > 0) problems.push(`report of lecture ${lectureId} differs from its events in ${named(wrong)}`);
  }
  return problems;
}

const MOST_NAMED = 20;
/** A lecture that is wrong as a whole needs no list of all its halls. */
function named(wrong: readonly string[]): string {
  const rest = wrong.length - MOST_NAMED;
  return [...wrong.slice(0, MOST_NAMED), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
}

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

function reportView(
  lecture: ReportLecture,
  { halls, asOf }: LectureCount,
  said: Pick<LectureReport, 'questions' | 'polls'>,
): LectureReport {
  const { lectureId, title, topic, lecturerName, ownerOrgName, state, startAt, plannedMinutes } = lecture;
  return {
    ...{ lectureId, title, topic, lecturerName, ownerOrgName, state, plannedMinutes },
    startAt: iso(startAt),
    startedAt: isoOrNull(lecture.startedAt),
    endedAt: isoOrNull(lecture.endedAt),
    finalAt: iso(lecture.stateAt + lectureRules.reopenMinutes * 60_000),
    taught: lecture.taught.map(({ view }) => view),
    liveMs: lecture.livePeriods.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? from) - from), 0),
    asOf: iso(asOf),
    totals: totalsOf(halls),
    townships: townshipsOf(halls),
    halls: [...halls],
    ...said,
    problems: problemsOf(lecture, halls),
  };
}
