import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttendanceRow } from '#shared/attendance.ts';
import { staffHttp } from '../../lib/http.ts';
import type { RouteOutput } from '../../lib/http-client.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { useRoute } from '../../lib/query.ts';
import { saveFile } from '../../lib/save-file.ts';
import { clockSeconds, clockTime, dateTime } from '../../lib/time.ts';
import { useAct } from '../../lib/use-act.ts';
import { type Column, DataTable } from '../../ui/console/data-table.tsx';
import { Badge, type BadgeLook } from '../../ui/plain/badge.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { Answered, Empty } from '../../ui/plain/state.tsx';
import { HeadsCell } from './heads-cell.tsx';
import { TownshipTotals } from './township-totals.tsx';
import './attendance.css';

type Report = RouteOutput<'lectureAttendance'>;

const resultLooks: Record<AttendanceRow['result'], BadgeLook> = {
  present: 'fine',
  partial: 'attention',
  absent: 'danger',
};
const needsLook = (row: AttendanceRow) => row.result !== 'present' || row.late || row.leftEarly;

/** A hall's photos of its room; absent where there are none to be seen. */
type PhotosOf = ((row: AttendanceRow) => ReactNode) | undefined;
type Rights = { mayDownload: boolean; mayCorrect: boolean; photosOf: PhotosOf };
type TabProps = Rights & { lectureId: string };
type ReportProps = Rights & { report: Report };

/** Who was there, for how long, and what to ask about; as figures, by township, by hall, as CSV and on paper. */
export function AttendanceTab({ lectureId, ...rights }: TabProps) {
  const { t } = useTranslation('attendance');
  const answer = useRoute('lectureAttendance', { lectureId }, { refreshMs: 30_000 });
  return (
    <Answered of={answer}>
      {(report) =>
        report.startedAt === null ? (
          <div className="card">
            <Empty title={t('notStarted')} hint={t('notStartedHint')} />
          </div>
        ) : (
          <FullReport report={report} {...rights} />
        )
      }
    </Answered>
  );
}

function FullReport({ report, mayDownload, mayCorrect, photosOf }: ReportProps) {
  const { t } = useTranslation('attendance');
  const language = useLanguage();
  const [isProblemsOnly, setProblemsOnly] = useState(false);
  const { totals, startedAt, endedAt } = report;
  const figures = ['expected', 'present', 'partial', 'absent', 'late', 'leftEarly', 'personTimes'] as const;
  return (
    <>
      {!report.isFinal && <Notice look="attention">{t('running')}</Notice>}
      <div className="row row--apart">
        <p>
          {startedAt &&
            (endedAt
              ? t('from', { from: dateTime(startedAt), to: clockTime(endedAt, language) })
              : dateTime(startedAt))}
          {' · '}
          {t('liveTime', { minutes: Math.floor(report.liveMs / 60_000) })}
        </p>
        <div className="row no-print">
          {mayDownload && <CsvButton lectureId={report.lectureId} />}
          <Button onClick={() => print()}>{t('print')}</Button>
        </div>
      </div>
      <dl className="figures">
        {figures.map((figure) => (
          <div key={figure} className="figures__one">
            <dt>{t(figure)}</dt>
            <dd>{totals[figure]}</dd>
          </div>
        ))}
      </dl>
      <p className="soft small">{t('rule')}</p>
      <section className="stack" aria-labelledby="by-township">
        <h2 id="by-township">{t('byTownship')}</h2>
        <TownshipTotals report={report} />
      </section>
      <section className="stack" aria-labelledby="by-hall">
        <div className="row row--apart">
          <h2 id="by-hall">{t('byHall')}</h2>
          <select
            className="input attendance__show no-print"
            aria-label={t('show')}
            value={isProblemsOnly ? 'problems' : 'all'}
            onChange={(event) => setProblemsOnly(event.target.value === 'problems')}
          >
            <option value="all">{t('showAll')}</option>
            <option value="problems">{t('showProblems')}</option>
          </select>
        </div>
        <HallRows
          rows={isProblemsOnly ? report.rows.filter(needsLook) : report.rows}
          lectureId={report.lectureId}
          mayCorrect={mayCorrect}
          photosOf={photosOf}
        />
      </section>
    </>
  );
}

type HallRowsProps = Omit<Rights, 'mayDownload'> & { rows: readonly AttendanceRow[]; lectureId: string };

function HallRows({ rows, lectureId, mayCorrect, photosOf }: HallRowsProps) {
  const { t } = useTranslation(['attendance', 'roomPhotos']);
  const language = useLanguage();
  const time = (iso: string | null) => (iso ? clockSeconds(iso, language) : '—');
  const columns: Column<AttendanceRow>[] = [
    { key: 'hall', title: t('hall'), cell: (row) => row.hallName },
    { key: 'township', title: t('township'), cell: (row) => row.townshipName, sortBy: (row) => row.townshipId },
    {
      key: 'result',
      title: t('result'),
      sortBy: (row) => ['absent', 'partial', 'present'].indexOf(row.result),
      cell: (row) => (
        <span className="attendance__flags">
          <Badge look={resultLooks[row.result]}>{t(row.result)}</Badge>
          {row.late && <Badge look="attention">{t('late')}</Badge>}
          {row.leftEarly && <Badge look="attention">{t('leftEarly')}</Badge>}
        </span>
      ),
    },
    { key: 'firstIn', title: t('firstIn'), cell: (row) => time(row.firstIn), sortBy: (row) => row.firstIn ?? '9' },
    { key: 'lastOut', title: t('lastOut'), cell: (row) => time(row.lastOut), sortBy: (row) => row.lastOut ?? '9' },
    { key: 'minutes', title: t('minutes'), cell: (row) => row.minutes, sortBy: (row) => row.presentMs, isFigure: true },
    { key: 'breaks', title: t('breaks'), cell: (row) => row.breaks, sortBy: (row) => row.breaks, isFigure: true },
    {
      key: 'heads',
      title: t('heads'),
      cell: (row) => <HeadsCell row={row} lectureId={lectureId} mayCorrect={mayCorrect} />,
      sortBy: (row) => row.heads ?? -1,
      isFigure: true,
    },
    ...(photosOf ? [{ key: 'photos', title: t('roomPhotos:list.column'), cell: photosOf, isFigure: true }] : []),
  ];
  return (
    <DataTable
      caption={t('byHall')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.hallId}
      isMarked={(row) => row.result === 'absent'}
      empty={<Empty title={t('none')} />}
    />
  );
}

function CsvButton({ lectureId }: { lectureId: string }) {
  const { t } = useTranslation('attendance');
  const download = useAct(async () => saveFile(await staffHttp.download('attendanceCsv', { lectureId })));
  return (
    <>
      <ErrorNotice error={download.error} />
      <Button isBusy={download.isBusy} onClick={download.run}>
        {t('csv')}
      </Button>
    </>
  );
}
