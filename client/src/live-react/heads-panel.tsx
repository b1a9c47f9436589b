import { useTranslation } from 'react-i18next';
import { standingHeads } from '#shared/heads.ts';
import { Button } from '../ui/plain/button.tsx';
import { ErrorNotice } from '../ui/plain/notice.tsx';
import { owesCount, useHeads, useHeadsAskedAt } from './use-heads.ts';
import { useLive } from './use-live.ts';
import { useAsk } from './use-stage.ts';
import './day-panel.css';

const mostNames = 24;

/** How many came in all, which halls that are here still owe a count, and asking them again. */
export function HeadsPanel() {
  const { t } = useTranslation('heads');
  const ask = useAsk();
  const heads = useHeads();
  const askedAt = useHeadsAskedAt();
  const rows = useLive(({ lecture }) => lecture?.halls ?? null) ?? [];
  const countsOf = new Map(heads.halls.map(({ hallId, counts }) => [hallId, counts]));
  const here = rows.filter(({ presence }) => presence === 'live' || presence === 'waiting');
  const owing = here.filter(({ hallId }) => owesCount(countsOf.get(hallId) ?? [], askedAt));
  const sum = heads.halls.reduce((total, { counts }) => total + (standingHeads(counts) ?? 0), 0);
  return (
    <section className="day-panel" aria-label={t('panel.title')}>
      <div className="day-panel__head">
        <h2>{t('panel.title')}</h2>
        <Button isBusy={ask.isBusy} onClick={() => ask.run('heads:ask', {})}>
          {t('panel.ask')}
        </Button>
      </div>
      <ErrorNotice error={ask.error} />
      <p>
        <strong className="day-panel__figure">{t('panel.sum', { n: sum })}</strong>{' '}
        {t('panel.reported', { n: here.length - owing.length, all: here.length })}
      </p>
      {askedAt !== null && owing.length > 0 && (
        <details open={owing.length <= mostNames}>
          <summary>{t('panel.owing', { n: owing.length })}</summary>
          <p className="day-panel__names">{owing.map(({ name }) => name).join('、')}</p>
        </details>
      )}
    </section>
  );
}
