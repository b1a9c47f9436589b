import type { ReactNode } from 'react';
import type { Measure } from '#shared/figures.ts';

export type Bar = { key: string; name: string; value: number | null; shown: ReactNode };

/** One measure by group, as bars with their figures; the table below says the same. */
export function FigureBars({ caption, bars, measure }: { caption: string; bars: readonly Bar[]; measure: Measure }) {
  // A mean of faces goes to five, whatever the best one is.
  const most = measure === 'rating' ? 5 : Math.max(1, ...bars.map(({ value }) => value ?? 0));
  return (
    <figure className="figure-bars" aria-label={caption}>
      {bars.map(({ key, name, value, shown }) => (
        <div key={key} className="figure-bars__one">
          <span className="figure-bars__name">{name}</span>
          <span className="figure-bars__track" aria-hidden="true">
            <span style={{ width: `${(100 * (value ?? 0)) / most}%` }} />
          </span>
          <strong className="figure-bars__value">{shown}</strong>
        </div>
      ))}
    </figure>
  );
}
