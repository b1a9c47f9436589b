import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LectureState } from '#shared/lectures.ts';
import { reportWords, taughtWords, totalNames } from '#shared/report-text.ts';
import type { LectureReport } from '#shared/reports.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { useRoute } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { Notice } from '../../ui/plain/notice.tsx';
import { Answered, Empty } from '../../ui/plain/state.tsx';
import { ReportAnswers } from './report-answers.tsx';
import { ReportCertificates } from './report-certificates.tsx';
import { ReportCharts } from './report-charts.tsx';
import { ReportDownloads, TableDownload } from './report-downloads.tsx';
import { ReportHalls } from './report-halls.tsx';
import { ReportProblems } from './report-problems.tsx';
import { useCertificates } from './use-certificates.ts';
import './reports.css';

type TabProps = { lectureId: string; state: LectureState; mayPlan: boolean };

/** What is handed in after a lecture, put together by itself: figures, charts, problems, questions, polls, halls. */
export function ReportTab({ lectureId, state, mayPlan }: TabProps) {
  const { t } = useTranslation('reports');
  const isOver = state === 'ended';
  const answer = useRoute('lectureReport', { lectureId }, { isEnabled: isOver, refreshMs: 60_000 });
  if (!isOver) {
    return (
      <div className="card">
        <Empty title={t('notYet')} hint={t('notYetHint')} />
      </div>
    );
  }
  return <Answered of={answer}>{(report) => <FullReport report={report} mayPlan={mayPlan} />}</Answered>;
}

function FullReport({ report, mayPlan }: { report: LectureReport; mayPlan: boolean }) {
  const { t } = useTranslation('reports');
  const words = reportWords(useLanguage());
  const now = useNow(30_000);
  const { startedAt, endedAt, totals, lectureId } = report;
  const certificates = useCertificates(report);
  const mayGoOn = now <= Date.parse(report.finalAt);
  const facts = [
    [words.lecturer, report.lecturerName],
    [words.owner, report.ownerOrgName],
    [words.topic, report.topic],
    [words.planned, `${dateTime(report.startAt)} · ${report.plannedMinutes} ${words.minutesUnit}`],
    [words.ran, `${startedAt ? dateTime(startedAt) : ''} – ${endedAt ? dateTime(endedAt).slice(11) : ''}`],
    [words.taught, taughtWords(report.taught, words, (at) => dateTime(at).slice(11))],
    [words.liveMinutes, String(Math.floor(report.liveMs / 60_000))],
    [words.asOf, dateTime(report.asOf)],
  ];
  return (
    <>
      {mayGoOn && <Notice look="attention">{t('provisional')}</Notice>}
      <ReportDownloads lectureId={lectureId} />
      <section className="card" aria-label={words.facts}>
        <dl className="report-facts">
          {facts.map(
            ([name, value]) =>
              value && (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
      </section>
      <dl className="report-figures">
        {totalNames.map((figure) => (
          <div key={figure}>
            <dt>{words.totals[figure]}</dt>
            <dd>{totals[figure]}</dd>
          </div>
        ))}
      </dl>
      <ReportCertificates {...{ lectureId, certificates, mayPlan, mayGoOn }} />
      <ReportCharts report={report} />
      <section className="stack" aria-labelledby="report-problems">
        <div className="row row--apart">
          <h2 id="report-problems">{words.tables.problems}</h2>
          <TableDownload lectureId={lectureId} table="problems" />
        </div>
        <ReportProblems report={report} />
      </section>
      <ReportAnswers report={report} />
      <section className="stack" aria-labelledby="report-halls">
        <div className="row row--apart">
          <h2 id="report-halls">{words.tables.halls}</h2>
          <TableDownload lectureId={lectureId} table="halls" />
        </div>
        {mayPlan && (
          <p className="soft small no-print">
            {t('correctHeads')} <Link to="?tab=figures">{t('correctHeadsLink')}</Link>
          </p>
        )}
        <ReportHalls report={report} certificates={certificates} mayPlan={mayPlan} mayIssue={!mayGoOn} />
      </section>
    </>
  );
}
