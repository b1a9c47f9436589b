import { useTranslation } from 'react-i18next';
import { type StageState, stageRules } from '#shared/stage.ts';
import { countdown } from '../lib/time.ts';
import { Button } from '../ui/plain/button.tsx';
import { ErrorNotice } from '../ui/plain/notice.tsx';
import { useLive, useServerNow } from './use-live.ts';
import { type Ask, useAsk, useStage } from './use-stage.ts';
import './day-panel.css';
import './stage-panel.css';

/** What a director does with hands and stage: everything in one list, in the server's order. */
export function StagePanel() {
  const { t } = useTranslation('stage');
  const stage = useStage();
  const ask = useAsk();
  const halls = useLive(({ lecture }) => lecture?.halls ?? null);
  const nameOf = (hallId: string): string => halls?.find((hall) => hall.hallId === hallId)?.name ?? hallId;
  const isFull = stage.places.length >= stageRules.maxPlaces;
  return (
    <section className="day-panel stage-panel" aria-label={t('panel.title')}>
      <ErrorNotice error={ask.error} />
      <h2>{t('panel.places', { n: stageRules.maxPlaces })}</h2>
      {stage.places.length === 0 ? (
        <p className="stage-panel__hint">{t('panel.noPlaces')}</p>
      ) : (
        <ul>
          {stage.places.map((place) => (
            <PlaceRow key={place.hallId} place={place} ask={ask} />
          ))}
        </ul>
      )}
      <h2>{t('panel.hands', { n: stage.hands.length })}</h2>
      {stage.hands.length === 0 ? (
        <p className="stage-panel__hint">{t('panel.noHands')}</p>
      ) : (
        <ol>
          {stage.hands.map((hallId, index) => (
            <li key={hallId} data-next={(index === 0 && !isFull) || undefined}>
              <span className="stage-panel__name">{nameOf(hallId)}</span>
              <span className="stage-panel__acts">
                <Button
                  look={index === 0 ? 'primary' : 'plain'}
                  isBusy={ask.isBusy}
                  disabled={isFull}
                  onClick={() => ask.run('stage:invite', { hallId })}
                >
                  {t('panel.invite')}
                </Button>
                <Button look="quiet" isBusy={ask.isBusy} onClick={() => ask.run('stage:takeBack', { hallId })}>
                  {t('panel.dismiss')}
                </Button>
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function PlaceRow({ place, ask }: { place: StageState['places'][number]; ask: Ask }) {
  const { t } = useTranslation('stage');
  const nowMs = useServerNow();
  const { hallId, name, phase, until } = place;
  const leftMs = until === null ? null : Date.parse(until);
  return (
    <li data-phase={phase}>
      <span className="stage-panel__name">
        {name}
        <small>
          {t(`panel.phase.${phase}`)}
          {leftMs !== null && ` · ${t('onStage.left', { time: countdown(Math.max(leftMs, nowMs), nowMs) })}`}
        </small>
      </span>
      <span className="stage-panel__acts">
        {phase === 'preview' && (
          <Button look="primary" isBusy={ask.isBusy} onClick={() => ask.run('stage:take', { hallId })}>
            {t('panel.take')}
          </Button>
        )}
        {phase === 'onStage' && (
          <Button isBusy={ask.isBusy} onClick={() => ask.run('stage:prolong', { hallId })}>
            {t('panel.prolong')}
          </Button>
        )}
        <Button look="danger" isBusy={ask.isBusy} onClick={() => ask.run('stage:takeBack', { hallId })}>
          {t('panel.takeBack')}
        </Button>
      </span>
    </li>
  );
}
