import { useTranslation } from 'react-i18next';
import { reportWords } from '#shared/report-text.ts';
import { type LectureReport, problemKind, type ReportProblem } from '#shared/reports.ts';
import { groupBy } from '../../lib/group-by.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { Empty } from '../../ui/plain/state.tsx';

/** What went wrong, kind by kind: how often, and behind it which halls, by township. */
export function ReportProblems({ report: { problems } }: { report: LectureReport }) {
  const { t } = useTranslation('reports');
  const words = reportWords(useLanguage());
  const byKind = groupBy(problems, ({ kind }) => kind);
  if (problems.length === 0) {
    return (
      <div className="card">
        <Empty title={t('noProblems')} />
      </div>
    );
  }
  return (
    <ul className="report-problems">
      {problemKind.options.flatMap((kind) => {
        const those = byKind.get(kind);
        const [first] = those ?? [];
        if (those === undefined || first === undefined) return [];
        const isWhole = first.hallId === null;
        return [
          <li key={kind} className="card">
            <div className="row row--apart">
              <h3>{words.problems[kind]}</h3>
              <strong>{isWhole ? first.amount : those.length}</strong>
            </div>
            {isWhole ? <p className="soft small">{t('wholeLecture')}</p> : <Names problems={those} />}
          </li>,
        ];
      })}
    </ul>
  );
}

function Names({ problems }: { problems: readonly ReportProblem[] }) {
  return (
    <ul className="report-problems__names small">
      {[...groupBy(problems, ({ townshipName }) => townshipName)].map(([township, halls]) => (
        <li key={township}>
          <span className="soft">{township}：</span>
          {halls.map(({ hallName, amount }) => (amount === null ? hallName : `${hallName} ${amount}`)).join('、')}
        </li>
      ))}
    </ul>
  );
}
