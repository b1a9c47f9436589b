import './bar-rows.css';

export type BarPart = { look: 'fine' | 'attention' | 'danger' | 'info'; value: number };
export type BarRow = { key: string; name: string; parts: readonly BarPart[]; words: string };

/** all: one scale for all bars. each: every bar is a whole, its parts are shares. */
type BarRowsProps = { caption: string; rows: readonly BarRow[]; scale: 'all' | 'each' };

/** Bars with their numbers, one below the other; drawn on paper too. */
export function BarRows({ caption, rows, scale }: BarRowsProps) {
  const lengths = rows.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const most = Math.max(1, ...lengths);
  return (
    <table className="bar-rows">
      <caption className="visually-hidden">{caption}</caption>
      <tbody>
        {rows.map(({ key, name, parts, words }, n) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td className="bar-rows__bar" aria-hidden="true">
              <span className="bar-rows__line">
                {parts.map(({ look, value }) => (
                  <span
                    key={look}
                    data-look={look}
                    style={{ width: `${(100 * value) / (scale === 'all' ? most : Math.max(1, lengths[n] ?? 1))}%` }}
                  />
                ))}
              </span>
            </td>
            <td className="bar-rows__words">{words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the colours of the bars stand for. */
export function BarLegend({ parts }: { parts: readonly { look: BarPart['look']; words: string }[] }) {
  return (
    <ul className="bar-legend">
      {parts.map(({ look, words }) => (
        <li key={look}>
          <span data-look={look} aria-hidden="true" />
          {words}
        </li>
      ))}
    </ul>
  );
}
