import { useTranslation } from 'react-i18next';
import { reportWords } from '#shared/report-text.ts';
import type { LectureReport, ReportHall } from '#shared/reports.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { type Column, DataTable } from '../../ui/console/data-table.tsx';
import { Badge } from '../../ui/plain/badge.tsx';
import { HallActs } from './hall-acts.tsx';
import type { CertificatesOf } from './use-certificates.ts';

const looks = { present: 'fine', partial: 'attention', absent: 'danger' } as const;
type Figure = 'minutes' | 'breaks' | 'heads' | 'questions' | 'votes' | 'supplementHeads';

type HallsProps = { report: LectureReport; certificates: CertificatesOf; mayPlan: boolean; mayIssue: boolean };

/** Every expected hall with what was counted of it. */
export function ReportHalls({ report, certificates, mayPlan, mayIssue }: HallsProps) {
  const { t } = useTranslation('reports');
  const { lectureId } = report;
  const words = reportWords(useLanguage());
  const { totals } = words;
  const figure = (key: Figure, title: string): Column<ReportHall> => ({
    key,
    title,
    cell: (row) => row[key] ?? '—',
    sortBy: (row) => row[key] ?? -1,
    isFigure: true,
  });
  const columns: Column<ReportHall>[] = [
    { key: 'hall', title: words.hall, cell: (row) => row.hallName },
    { key: 'township', title: words.township, cell: (row) => row.townshipName, sortBy: (row) => row.townshipId },
    {
      key: 'result',
      title: words.result,
      cell: (row) => (
        <span className="report-result">
          <Badge look={looks[row.result]}>{words.results[row.result]}</Badge>
          {row.supplementHeads !== null && <Badge look="info">{t('supplement.act')}</Badge>}
        </span>
      ),
      sortBy: (row) => ['absent', 'partial', 'present'].indexOf(row.result),
    },
    figure('minutes', words.minutes),
    figure('breaks', totals.breaks),
    {
      key: 'noSound',
      title: words.noSoundMinutes,
      cell: (row) => Math.floor(row.noSoundMs / 60_000),
      sortBy: (row) => row.noSoundMs,
      isFigure: true,
    },
    figure('heads', words.heads),
    figure('questions', totals.questions),
    figure('votes', words.votes),
    figure('supplementHeads', totals.supplementTimes),
    {
      key: 'acts',
      title: t('acts'),
      isScreenOnly: true,
      cell: (hall) => <HallActs {...{ lectureId, hall, mayPlan, mayIssue, certificates }} />,
    },
  ];
  return (
    <DataTable
      caption={words.tables.halls}
      columns={columns}
      rows={report.halls}
      rowKey={(row) => row.hallId}
      isMarked={(row) => row.result === 'absent'}
      empty={null}
    />
  );
}
