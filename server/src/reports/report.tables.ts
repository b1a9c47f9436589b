import type { Language } from '#shared/kit/language.ts';
import type { Poll } from '#shared/polls.ts';
import { type ReportWords, reportWords, taughtWords, totalNames } from '#shared/report-text.ts';
import type { LectureReport, ReportHall, ReportTableName } from '#shared/reports.ts';
import { type Table, timeCell } from '../kernel/tables.ts';

type Make = (report: LectureReport, words: ReportWords) => Omit<Table, 'title'>;

const tables: Record<ReportTableName, Make> = {
  halls: ({ halls }, words) => ({ header: hallHeader(words), rows: halls.map((hall) => hallCells(hall, words)) }),
  townships: ({ townships, totals }, words) => ({
    header: [words.township, ...totalNames.map((name) => words.totals[name])],
    rows: [...townships, { townshipName: words.sum, totals }].map((row) => [
      row.townshipName,
      ...totalNames.map((name) => row.totals[name]),
    ]),
  }),
  questions: ({ questions }, words) => ({
    header: [words.question, words.hall, words.askedBy, words.askedAt, words.state, words.answer, words.answeredBy],
    rows: questions.map((one) => [
      one.text,
      one.hallName,
      one.askedBy,
      timeCell(one.at),
      words.states[one.state],
      one.answer ?? one.reason,
      one.answeredBy,
    ]),
  }),
  polls: ({ polls }, words) => ({
    header: [words.poll, words.counting, words.option, words.count, words.right, words.votedHalls],
    rows: polls.flatMap((poll) => pollRows(poll, words)),
  }),
  problems: ({ problems }, words) => ({
    header: [words.problem, words.township, words.hall, words.amount],
    rows: problems.map(({ kind, townshipName, hallName, amount }) => [
      words.problems[kind],
      townshipName,
      hallName,
      amount,
    ]),
  }),
};

/** One table of a report, the same cells for every form that it is handed out in. */
export function reportTableOf(report: LectureReport, name: ReportTableName, language: Language): Table {
  const words = reportWords(language);
  return { title: words.tables[name], ...tables[name](report, words) };
}

function hallHeader(words: ReportWords): string[] {
  const { totals } = words;
  return [
    words.hallId,
    words.hall,
    words.township,
    words.result,
    words.minutes,
    totals.breaks,
    totals.late,
    totals.leftEarly,
    words.noSoundMinutes,
    words.heads,
    totals.questions,
    words.votes,
    totals.supplementTimes,
  ];
}

function hallCells(hall: ReportHall, words: ReportWords) {
  const said = (is: boolean): string => (is ? words.yes : words.no);
  return [
    hall.hallId,
    hall.hallName,
    hall.townshipName,
    words.results[hall.result],
    hall.minutes,
    hall.breaks,
    said(hall.late),
    said(hall.leftEarly),
    Math.floor(hall.noSoundMs / 60_000),
    hall.heads,
    hall.questions,
    hall.votes,
    hall.supplementHeads,
  ];
}

function pollRows(poll: Poll, words: ReportWords) {
  const options = poll.kind === 'yesNo' ? [words.agree, words.disagree] : poll.options;
  return options.map((option, n) => [
    poll.title,
    words.countings[poll.counting],
    option,
    poll.result?.counts[n] ?? 0,
    poll.right === n ? words.right : '',
    poll.result?.halls ?? 0,
  ]);
}

/** What a report says of the lecture as a whole, as names and values. */
export function reportFactRows(report: LectureReport, words: ReportWords): [string, string][] {
  const { title, topic, lecturerName, ownerOrgName, startAt, plannedMinutes, startedAt, endedAt } = report;
  const rows: [string, string][] = [
    [words.lecture, title],
    [words.topic, topic],
    [words.lecturer, lecturerName],
    [words.owner, ownerOrgName],
    [words.planned, `${timeCell(startAt)}，${plannedMinutes} ${words.minutesUnit}`],
    [words.ran, `${timeCell(startedAt)} – ${timeCell(endedAt).slice(11)}`],
    [words.taught, taughtWords(report.taught, words, (at) => timeCell(at).slice(11))],
    [words.liveMinutes, String(Math.floor(report.liveMs / 60_000))],
    [words.asOf, timeCell(report.asOf)],
  ];
  return rows.filter(([, value]) => value !== '');
}
