import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FigureGroup, Measure } from '#shared/figures.ts';
import { paths } from '../../lib/paths.ts';
import { useFigureFormat } from './figure-measures.ts';

type FigureLinkProps = {
  quarter: string;
  by: FigureGroup;
  cellKey: string;
  /** What the figure is of, read out with it. */
  name: string;
  measure: Measure;
  measureName: string;
  value: number | null;
};

/** A figure that leads to the matters behind it; none stand behind nothing. */
export function FigureLink({ quarter, by, cellKey, name, measure, measureName, value }: FigureLinkProps) {
  const { t } = useTranslation('figures');
  const said = useFigureFormat()(value);
  // No minutes are still the minutes of somebody; no matters are nobody's.
  const isTime = measure === 'claimMinutes' || measure === 'meetingMinutes';
  if (value === null || (value === 0 && !isTime)) return <span className="soft">{said}</span>;
  const query = new URLSearchParams({ quarter, by, key: cellKey, measure });
  return (
    <Link to={`${paths.figureRows}?${query.toString()}`} aria-label={t('linkOf', { name, measure: measureName, said })}>
      {said}
    </Link>
  );
}
