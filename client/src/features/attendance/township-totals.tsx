import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../lib/http-client.ts';
import { type Column, DataTable } from '../../ui/console/data-table.tsx';

type Row = RouteOutput<'lectureAttendance'>['townships'][number];
const figures = ['expected', 'present', 'partial', 'absent', 'late', 'leftEarly', 'personTimes'] as const;

/** The figures that are handed in each quarter: one row per township, the sum below. */
export function TownshipTotals({ report }: { report: RouteOutput<'lectureAttendance'> }) {
  const { t } = useTranslation('attendance');
  const columns: Column<Row>[] = [
    { key: 'township', title: t('township'), cell: (row) => row.townshipName },
    ...figures.map(
      (figure): Column<Row> => ({
        key: figure,
        title: t(figure),
        cell: (row) => row.totals[figure],
        sortBy: (row) => row.totals[figure],
        isFigure: true,
      }),
    ),
  ];
  return (
    <DataTable
      caption={t('byTownship')}
      columns={columns}
      rows={report.townships}
      rowKey={(row) => row.townshipId}
      empty={null}
    />
  );
}
