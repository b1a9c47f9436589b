import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Poll } from '#shared/polls.ts';
import { Button } from '../ui/plain/button.tsx';
import { ErrorNotice } from '../ui/plain/notice.tsx';
import { PollBars } from './poll-bars.tsx';
import { PollForm } from './poll-form.tsx';
import { usePolls } from './use-polls.ts';
import { type Ask, useAsk } from './use-stage.ts';
import './day-panel.css';

const next = { draft: 'open', open: 'closed', closed: 'shown' } as const;

/** The polls of the lecture: made, opened, closed, shown, with bars that move while halls vote. */
export function PollsPanel() {
  const { t } = useTranslation('polls');
  const ask = useAsk();
  const { polls } = usePolls();
  const [isMaking, setMaking] = useState(false);
  return (
    <section className="day-panel" aria-label={t('title')}>
      <div className="day-panel__head">
        <h2>{t('title')}</h2>
        <Button onClick={() => setMaking(true)}>{t('make')}</Button>
      </div>
      <ErrorNotice error={ask.error} />
      {polls.length === 0 && <p className="soft">{t('none')}</p>}
      <ol className="day-panel__list">
        {[...polls].reverse().map((poll) => (
          <Row key={poll.id} poll={poll} ask={ask} />
        ))}
      </ol>
      {isMaking && <PollForm onClose={() => setMaking(false)} />}
    </section>
  );
}

function Row({ poll, ask }: { poll: Poll; ask: Ask }) {
  const { t } = useTranslation('polls');
  const { id: pollId, title, state, kind, counting } = poll;
  const to = state === 'shown' ? null : next[state];
  return (
    <li data-now={state === 'open' || undefined}>
      <strong>{title}</strong>
      <small>
        {t(`kind.${kind}`)} · {t(`counting.${counting}`)} · {t(`state.${state}`)}
      </small>
      {state !== 'draft' && <PollBars poll={poll} />}
      {to && (
        <div>
          <Button
            look={to === 'open' ? 'primary' : 'plain'}
            isBusy={ask.isBusy}
            onClick={() => ask.run('poll:move', { pollId, to })}
          >
            {t(`act.${to}`)}
          </Button>
        </div>
      )}
    </li>
  );
}
