import { Link } from 'react-router';
import type { LectureFigureRow, LectureFigures } from '#shared/lecture-figures.ts';
import { reportWords } from '#shared/report-text.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { paths } from '../../lib/paths.ts';
import { usePages } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { type Column, DataTable } from '../../ui/console/data-table.tsx';
import { MoreRows } from '../../ui/plain/more-rows.tsx';
import { Answered } from '../../ui/plain/state.tsx';
import { useFigureColumns } from './figure-columns.ts';

/** A place of the tree: everything, a township, or a hall of it. */
export type Place = { level: 'all' | 'township' | 'hall'; key: string; name: string; figures: LectureFigures };

const shown = ['expected', 'present', 'partial', 'absent', 'personTimes', 'supplementTimes'] as const;

/** The lectures that make the figures of this place, each with what it adds to them. */
export function LectureFigureRows({ period, place }: { period: string; place: Place }) {
  const words = reportWords(useLanguage());
  const pages = usePages('lectureFigureRows', { period, level: place.level, key: place.key, limit: 50 });
  const { tables } = words.figures;
  const figureColumns = useFigureColumns<LectureFigureRow>(shown);
  const columns: Column<LectureFigureRow>[] = [
    {
      key: 'title',
      title: words.lecture,
      cell: ({ lectureId, title }) => <Link to={`${paths.lecture(lectureId)}?tab=report`}>{title}</Link>,
    },
    { key: 'startAt', title: words.planned, cell: (row) => dateTime(row.startAt), sortBy: (row) => row.startAt },
    { key: 'lecturer', title: words.lecturer, cell: (row) => row.lecturerName },
    ...figureColumns,
  ];
  return (
    <section className="stack" aria-labelledby="figures-lectures">
      <h2 id="figures-lectures">{tables.lectures}</h2>
      <Answered of={pages}>
        {({ pages: all }) => (
          <DataTable
            caption={tables.lectures}
            columns={columns}
            rows={all.flatMap(({ rows }) => rows)}
            rowKey={({ lectureId }) => lectureId}
            empty={null}
          />
        )}
      </Answered>
      <MoreRows of={pages} />
    </section>
  );
}
