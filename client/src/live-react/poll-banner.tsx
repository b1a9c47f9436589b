import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/plain/button.tsx';
import { PollBars } from './poll-bars.tsx';
import { usePolls } from './use-polls.ts';
import './day-banner.css';

/** The poll whose result is on every screen: the last one, until another is opened or this page has read it. */
export function PollBanner() {
  const { t } = useTranslation('polls');
  const { polls } = usePolls();
  const [readId, setReadId] = useState<string | null>(null);
  const last = polls
    .filter(({ state }) => state !== 'draft')
    .sort((a, b) => a.stateAt.localeCompare(b.stateAt))
    .at(-1);
  if (last?.state !== 'shown' || last.id === readId) return null;
  return (
    <div className="day-banner day-banner--poll" role="status">
      <small>{t('result')}</small>
      <strong>{last.title}</strong>
      <PollBars poll={last} />
      <Button onClick={() => setReadId(last.id)}>{t('putAway')}</Button>
    </div>
  );
}
