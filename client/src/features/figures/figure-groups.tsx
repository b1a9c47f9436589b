import { useTranslation } from 'react-i18next';
import { cellName, figureWords } from '#shared/figure-text.ts';
import type { FigureCell, FigureGroup, Figures, Measure } from '#shared/figures.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { type Column, DataTable } from '../../ui/console/data-table.tsx';
import { FigureBars } from './figure-bars.tsx';
import { FigureLink } from './figure-link.tsx';
import { blockOf, measureBlocks } from './figure-measures.ts';

type GroupsProps = {
  figures: Figures;
  by: FigureGroup;
  measure: Measure;
  choose: (measure: Measure) => void;
};

/** The quarter by townships, fields, channels or experts: one measure as bars, its block as a table. */
export function FigureGroups({ figures: { quarter, groups }, by, measure, choose }: GroupsProps) {
  const { t } = useTranslation('figures');
  const language = useLanguage();
  const words = figureWords(language);
  const cells = groups.find((group) => group.by === by)?.cells ?? [];
  const nameOf = (cell: FigureCell): string => cellName(language, by, cell);
  const linkOf = (cell: FigureCell, of: Measure) => (
    <FigureLink
      {...{ quarter, by, cellKey: cell.key, name: nameOf(cell), measure: of }}
      measureName={words.measures[of]}
      value={cell.values[of]}
    />
  );
  const bars = cells.map((cell) => ({
    key: cell.key,
    name: nameOf(cell),
    value: cell.values[measure],
    shown: linkOf(cell, measure),
  }));
  const columns: Column<FigureCell>[] = [
    { key: 'name', title: words.groups[by], cell: nameOf, sortBy: nameOf },
    ...blockOf(measure).measures.map((each) => ({
      key: each,
      title: words.measures[each],
      cell: (cell: FigureCell) => linkOf(cell, each),
      sortBy: (cell: FigureCell) => cell.values[each] ?? -1,
      isFigure: true,
    })),
  ];
  return (
    <div className="stack stack--wide">
      <label className="row no-print">
        {t('measure')}
        <select
          className="input figure-select"
          value={measure}
          onChange={({ target }) => {
            const found = measureBlocks.flatMap((block) => block.measures).find((each) => each === target.value);
            if (found) choose(found);
          }}
        >
          {measureBlocks.map((block) => (
            <optgroup key={block.key} label={t(`block.${block.key}`)}>
              {block.measures.map((each) => (
                <option key={each} value={each}>
                  {words.measures[each]}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <section className="card stack" aria-labelledby="figure-bars">
        <h2 id="figure-bars">{t('barsOf', { measure: words.measures[measure], group: words.groups[by] })}</h2>
        <FigureBars caption={words.measures[measure]} bars={bars} measure={measure} />
      </section>
      <div className="figures-table">
        <DataTable
          caption={t(`block.${blockOf(measure).key}`)}
          columns={columns}
          rows={cells}
          rowKey={({ key }) => key}
          empty={null}
        />
      </div>
    </div>
  );
}
