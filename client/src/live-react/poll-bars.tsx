import { useTranslation } from 'react-i18next';
import type { Poll } from '#shared/polls.ts';
import { useOptions } from './use-polls.ts';
import './polls.css';

/** How a poll stands, as bars with their numbers; the right answer of a quiz is marked in words too. */
export function PollBars({ poll }: { poll: Poll }) {
  const { t } = useTranslation('polls');
  const options = useOptions(poll);
  const { result, right } = poll;
  if (result === null) return null;
  const most = Math.max(1, ...result.counts);
  return (
    <div className="poll-bars">
      {options.map((option, n) => {
        const count = result.counts[n] ?? 0;
        return (
          <div key={option} className="poll-bars__one" data-right={right === n || undefined}>
            <span>
              {option}
              {right === n && ` · ${t('right')}`}
            </span>
            <strong>{count}</strong>
            <span className="poll-bars__bar" aria-hidden="true">
              <span style={{ width: `${(100 * count) / most}%` }} />
            </span>
          </div>
        );
      })}
      <small>{t('halls', { n: result.halls })}</small>
    </div>
  );
}
