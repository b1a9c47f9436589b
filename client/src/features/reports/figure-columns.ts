import type { LectureFigures } from '#shared/lecture-figures.ts';
import { reportWords } from '#shared/report-text.ts';
import { useLanguage } from '../../lib/i18n.ts';
import type { Column } from '../../ui/console/data-table.tsx';

/** A column for each of these figures, which the table can be sorted by. */
export function useFigureColumns<Row extends { figures: LectureFigures }>(
  shown: readonly (keyof LectureFigures)[],
): Column<Row>[] {
  const { names } = reportWords(useLanguage()).figures;
  return shown.map((name) => ({
    key: name,
    title: names[name],
    cell: (row) => row.figures[name],
    sortBy: (row) => row.figures[name],
    isFigure: true,
  }));
}
