import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LectureFigureRow, LectureFigures } from '#shared/lecture-figures.ts';
import { reportWords } from '#shared/report-text.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { paths } from '../../lib/paths.ts';
import { usePages } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { type Column, DataTable } from '../../ui/console/data-table.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Answered } from '../../ui/plain/state.tsx';

/** A place of the tree: everything, a township, or a hall of it. */
export type Place = { level: 'all' | 'township' | 'hall'; key: string; name: string; figures: LectureFigures };

const shown = ['expected', 'present', 'partial', 'absent', 'personTimes', 'supplementTimes'] as const;

/** The lectures that make the figures of this place, each with what it adds to them. */
export function LectureFigureRows({ period, place }: { period: string; place: Place }) {
  const { t } = useTranslation('reports');
  const words = reportWords(useLanguage());
  const pages = usePages('lectureFigureRows', { period, level: place.level, key: place.key, limit: 50 });
  const { names, tables } = words.figures;
  const columns: Column<LectureFigureRow>[] = [
    {
      key: 'title',
      title: words.lecture,
      cell: ({ lectureId, title }) => <Link to={`${paths.lecture(lectureId)}?tab=report`}>{title}</Link>,
    },
    { key: 'startAt', title: words.planned, cell: (row) => dateTime(row.startAt), sortBy: (row) => row.startAt },
    { key: 'lecturer', title: words.lecturer, cell: (row) => row.lecturerName },
    ...shown.map(
      (name): Column<LectureFigureRow> => ({
        key: name,
        title: names[name],
        cell: (row) => row.figures[name],
        sortBy: (row) => row.figures[name],
        isFigure: true,
      }),
    ),
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
      {pages.hasNextPage && (
        <Button isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('figures.more')}
        </Button>
      )}
    </section>
  );
}
