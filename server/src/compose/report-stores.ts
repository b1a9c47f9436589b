import type { Connection } from 'mongoose';
import type { LectureId } from '#shared/kit/ids.ts';
import type { Attendance } from '../attendance/attendance.service.ts';
import { createCertificateRepo } from '../certificates/certificate.repo.ts';
import { earnedIn } from '../certificates/certificate.rules.ts';
import { createCertificates } from '../certificates/certificates.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { LectureQuery, LectureRepo } from '../lectures/lecture.repo.ts';
import { taughtView } from '../lectures/lecture.views.ts';
import type { LectureRecord } from '../lectures/lecture-record.ts';
import type { PollRepo } from '../polls/poll.repo.ts';
import { fullView } from '../polls/poll.rules.ts';
import type { QuestionRepo } from '../questions/question.repo.ts';
import { createLectureFigures } from '../reports/lecture-figures.ts';
import { createReportRepo, createSoundRepo } from '../reports/report.repo.ts';
import type { ReportLecture } from '../reports/report-facts.ts';
import { createReports } from '../reports/reports.ts';
import { createSoundNotes } from '../reports/sound-notes.ts';
import { createSupplementRepo } from '../supplements/supplement.repo.ts';
import { newId } from './new-id.ts';

type ReportStoreDeps = {
  connection: Connection;
  lectures: Pick<LectureRepo, 'list' | 'find'>;
  attendance: Pick<Attendance, 'facts'>;
  questions: QuestionRepo;
  polls: PollRepo;
  clock: Clock;
  log: Logger;
};

export const reportLecture = (record: LectureRecord): ReportLecture & { lectureId: LectureId } => ({
  ...record,
  lectureId: record.id,
  taught: record.taught.map((row) => ({ role: row.role, accountId: row.accountId, view: taughtView(row, record) })),
});

/** What is counted of lectures that are over, and where its events lie. */
export function createReportStores({
  connection,
  lectures,
  attendance,
  questions,
  polls,
  clock,
  log,
}: ReportStoreDeps) {
  const sounds = createSoundRepo(connection);
  const supplements = createSupplementRepo(connection);
  const reports = createReports({
    repo: createReportRepo(connection),
    sounds,
    sources: {
      attendance: (lecture) => attendance.facts(lecture),
      questions: (id) => questions.of(id),
      polls: async (id) => (await polls.of(id)).map((poll) => ({ votes: poll.votes, view: fullView(poll) })),
      supplements: (id) => supplements.of(id),
    },
    ended: (between) => endedLectures(lectures, between),
    clock,
    log,
  });
  const lectureFigures = createLectureFigures({ reports, ended: (between) => endedLectures(lectures, between), clock });
  const certificates = createCertificates({
    repo: createCertificateRepo(connection),
    earned: async (id) => {
      const record = await lectures.find(id);
      if (record?.state !== 'ended') return new Map();
      const lecture = reportLecture(record);
      return earnedIn(lecture, (await reports.count(lecture)).halls);
    },
    clock,
  });
  return {
    reports,
    lectureFigures,
    supplements,
    certificates,
    soundNotes: createSoundNotes({ repo: sounds, newId, clock }),
  };
}

const PAGE = 100;

/** Newest start first, read in pages. */
export async function* endedLectures(
  lectures: Pick<LectureRepo, 'list'>,
  between: { from?: number; to?: number },
): AsyncIterable<ReportLecture> {
  let after: LectureQuery['after'];
  do {
    const rows: LectureRecord[] = await lectures.list({
      scope: { all: true },
      state: 'ended',
      from: between.from,
      to: between.to,
      search: undefined,
      after,
      limit: PAGE,
    });
    for (const row of rows) yield reportLecture(row);
    const last = rows.length === PAGE ? rows.at(-1) : undefined;
    after = last && { startAt: last.startAt, id: last.id };
  } while (after !== undefined);
}
