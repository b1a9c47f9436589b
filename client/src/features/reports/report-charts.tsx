import { useTranslation } from 'react-i18next';
import { reportWords } from '#shared/report-text.ts';
import type { LectureReport } from '#shared/reports.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { BarLegend, BarRows } from '../../ui/plain/bar-rows.tsx';
import { TableDownload } from './report-downloads.tsx';

/** Attendance and person-times of each township as bars, side by side where there is room. */
export function ReportCharts({ report }: { report: LectureReport }) {
  const { t } = useTranslation('reports');
  const { results } = reportWords(useLanguage());
  const attendance = report.townships.map(({ townshipId, townshipName, totals }) => ({
    key: townshipId,
    name: townshipName,
    parts: [
      { look: 'fine' as const, value: totals.present },
      { look: 'attention' as const, value: totals.partial },
      { look: 'danger' as const, value: totals.absent },
    ],
    words: t('ofExpected', { present: totals.present, expected: totals.expected }),
  }));
  const personTimes = report.townships.map(({ townshipId, townshipName, totals }) => ({
    key: townshipId,
    name: townshipName,
    parts: [{ look: 'info' as const, value: totals.personTimes }],
    words: String(totals.personTimes),
  }));
  return (
    <section className="stack" aria-label={t('attendanceChart')}>
      <div className="report-charts">
        <div className="card stack">
          <div className="row row--apart">
            <h2>{t('attendanceChart')}</h2>
            <TableDownload lectureId={report.lectureId} table="townships" />
          </div>
          <BarLegend
            parts={[
              { look: 'fine', words: results.present },
              { look: 'attention', words: results.partial },
              { look: 'danger', words: results.absent },
            ]}
          />
          <BarRows caption={t('attendanceChart')} rows={attendance} scale="each" />
        </div>
        <div className="card stack">
          <h2>{t('personTimesChart')}</h2>
          <BarRows caption={t('personTimesChart')} rows={personTimes} scale="all" />
        </div>
      </div>
    </section>
  );
}
