import { useTranslation } from 'react-i18next';
import type { Question } from '#shared/questions.ts';
import { reportWords } from '#shared/report-text.ts';
import type { LectureReport } from '#shared/reports.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { PollBars } from '../../live-react/poll-bars.tsx';
import { TableDownload } from './report-downloads.tsx';

/** The polls with their bars, and all questions with what was answered. */
export function ReportAnswers({ report }: { report: LectureReport }) {
  const { t } = useTranslation('reports');
  const words = reportWords(useLanguage());
  const { polls, questions, lectureId } = report;
  return (
    <>
      <section className="stack" aria-labelledby="report-polls">
        <div className="row row--apart">
          <h2 id="report-polls">{words.tables.polls}</h2>
          {polls.length > 0 && <TableDownload lectureId={lectureId} table="polls" />}
        </div>
        {polls.length === 0 && <p className="soft">{t('noPolls')}</p>}
        <ul className="report-charts">
          {polls.map((poll) => (
            <li key={poll.id} className="card stack">
              <h3>{poll.title}</h3>
              <p className="soft small">{words.countings[poll.counting]}</p>
              <PollBars poll={poll} />
            </li>
          ))}
        </ul>
      </section>
      <section className="stack" aria-labelledby="report-questions">
        <div className="row row--apart">
          <h2 id="report-questions">{words.tables.questions}</h2>
          {questions.length > 0 && <TableDownload lectureId={lectureId} table="questions" />}
        </div>
        {questions.length === 0 && <p className="soft">{t('noQuestions')}</p>}
        <ol className="report-questions">
          {questions.map((question) => (
            <Asked key={question.id} question={question} />
          ))}
        </ol>
      </section>
    </>
  );
}

function Asked({ question }: { question: Question }) {
  const { t } = useTranslation('reports');
  const words = reportWords(useLanguage());
  const { text, hallName, askedBy, state, answer, reason, answeredBy } = question;
  return (
    <li className="card">
      <h3>{text}</h3>
      <p className="soft small">
        {askedBy === null ? t('from', { hall: hallName }) : t('askedBy', { hall: hallName, who: askedBy })} ·{' '}
        {words.states[state]}
        {reason !== null && ` · ${reason}`}
      </p>
      {answer !== null && <p>{answer}</p>}
      {answeredBy !== null && <p className="soft small">{t('answeredBy', { who: answeredBy })}</p>}
    </li>
  );
}
