import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LectureFigures, LectureFiguresOf } from '#shared/lecture-figures.ts';
import { reportWords } from '#shared/report-text.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { type Column, DataTable } from '../../ui/console/data-table.tsx';
import { BarLegend, BarRows } from '../../ui/plain/bar-rows.tsx';
import { useFigureColumns } from './figure-columns.ts';

type Township = LectureFiguresOf['townships'][number];
type Child = { key: string; name: string; address: string; figures: LectureFigures };
const shown = ['lectures', 'expected', 'present', 'absent', 'personTimes', 'questions', 'supplementTimes'] as const;

type TreeProps = { figures: LectureFiguresOf; period: string; township: Township | undefined };

/** What lies below: townships, or the halls of one, as bars and as a table that leads further down. */
export function LectureFigureTree({ figures, period, township }: TreeProps) {
  const { t } = useTranslation('reports');
  const words = reportWords(useLanguage());
  const children: Child[] = township
    ? township.halls.map(({ hallId, hallName, figures: of }) => ({
        ...{ key: hallId, name: hallName, figures: of },
        address: `?${new URLSearchParams({ period, township: township.townshipId, hall: hallId })}`,
      }))
    : figures.townships.map(({ townshipId, townshipName, figures: of }) => ({
        ...{ key: townshipId, name: townshipName, figures: of },
        address: `?${new URLSearchParams({ period, township: townshipId })}`,
      }));
  const { names, tables } = words.figures;
  const title = township ? tables.halls : tables.townships;
  const figureColumns = useFigureColumns<Child>(shown);
  const columns: Column<Child>[] = [
    {
      key: 'name',
      title: township ? words.hall : words.township,
      cell: ({ name, address }) => <Link to={address}>{name}</Link>,
    },
    ...figureColumns,
  ];
  return (
    <>
      <Charts rows={children} attendance={t('figures.attendanceChart')} personTimes={names.personTimes} />
      <section className="stack" aria-labelledby="figures-below">
        <h2 id="figures-below">{title}</h2>
        <DataTable caption={title} columns={columns} rows={children} rowKey={({ key }) => key} empty={null} />
      </section>
    </>
  );
}

type ChartsProps = { rows: readonly Child[]; attendance: string; personTimes: string };

function Charts({ rows, attendance, personTimes }: ChartsProps) {
  const { results } = reportWords(useLanguage());
  const bars = rows.map(({ key, name, figures }) => ({
    ...{ key, name, words: `${figures.present}/${figures.expected}` },
    parts: [
      { look: 'fine' as const, value: figures.present },
      { look: 'attention' as const, value: figures.partial },
      { look: 'danger' as const, value: figures.absent },
    ],
  }));
  const people = rows.map(({ key, name, figures }) => ({
    ...{ key, name, words: String(figures.personTimes) },
    parts: [{ look: 'info' as const, value: figures.personTimes }],
  }));
  return (
    <div className="report-charts">
      <section className="card stack" aria-label={attendance}>
        <h2>{attendance}</h2>
        <BarLegend
          parts={[
            { look: 'fine', words: results.present },
            { look: 'attention', words: results.partial },
            { look: 'danger', words: results.absent },
          ]}
        />
        <BarRows caption={attendance} rows={bars} scale="each" />
      </section>
      <section className="card stack" aria-label={personTimes}>
        <h2>{personTimes}</h2>
        <BarRows caption={personTimes} rows={people} scale="all" />
      </section>
    </div>
  );
}
