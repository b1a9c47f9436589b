import { useTranslation } from 'react-i18next';
import { figureWords } from '#shared/figure-text.ts';
import type { FigureCell } from '#shared/figures.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { FigureLink } from './figure-link.tsx';
import { measureBlocks } from './figure-measures.ts';

/** All measures of the quarter over everything that the reader may count. */
export function FigureTotals({ quarter, cell }: { quarter: string; cell: FigureCell }) {
  const { t } = useTranslation('figures');
  const words = figureWords(useLanguage());
  return measureBlocks.map((block) => (
    <section key={block.key} className="stack" aria-labelledby={`totals-${block.key}`}>
      <h2 id={`totals-${block.key}`}>{t(`block.${block.key}`)}</h2>
      <dl className="figure-tiles">
        {block.measures.map((measure) => (
          <div key={measure}>
            <dt>{words.measures[measure]}</dt>
            <dd>
              <FigureLink
                quarter={quarter}
                by="total"
                cellKey={cell.key}
                name={words.all}
                measure={measure}
                measureName={words.measures[measure]}
                value={cell.values[measure]}
              />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ));
}
