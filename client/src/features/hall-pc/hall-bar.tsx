import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/i18n.ts';
import { clockTime } from '../../lib/time.ts';
import { LinkWord, useLinkState } from '../../live-react/link-word.tsx';
import { MediaButton } from '../../live-react/media-button.tsx';
import { useLive } from '../../live-react/use-live.ts';
import { usePlanClock } from '../../live-react/use-plan-clock.ts';
import { useAsk, useStage } from '../../live-react/use-stage.ts';
import { StatusBadge } from '../../ui/plain/status-badge.tsx';
import { useOpenHelp } from './hall-help.tsx';
import type { HallSound } from './use-hall-sound.ts';

type HallBarProps = {
  hallId: string;
  sound: HallSound;
  onTest: () => void;
  onHelp: () => void;
  onHeads: () => void;
  onAsk: () => void;
};

/** What this is, how the line is, and five things one can do. It stays where it is. */
export function HallBar({ hallId, sound, onTest, onHelp, onHeads, onAsk }: HallBarProps) {
  const { t } = useTranslation(['hall', 'live', 'heads', 'questions']);
  const title = useLive(({ lecture }) => lecture?.title ?? '');
  const state = useLive(({ lecture }) => lecture?.current.state ?? null);
  const isOn = state === 'live' || state === 'paused';
  const link = useLinkState();
  const needsAdvice = link === 'fair' || link === 'poor' || link === 'down';
  return (
    <div className="media-bar" role="toolbar" aria-label={t('bar.label')}>
      <div className="media-bar__info">
        <div className="row">
          {state && <StatusBadge state={state} />}
          <strong className="hall-bar__title">{title}</strong>
        </div>
        <div className="hall-bar__link">
          <Overrun />
          <LinkWord state={link} />
          {needsAdvice && <span className="hall-bar__advice">{t(`live:linkAdvice.${link}`)}</span>}
        </div>
      </div>
      <div className="media-bar__buttons">
        {isOn && <MediaButton icon="heads" word={t('heads:button')} onClick={onHeads} />}
        <HandButton hallId={hallId} />
        {isOn && <MediaButton icon="ask" word={t('questions:button')} onClick={onAsk} />}
        <HelpButton hallId={hallId} onHelp={onHelp} />
        <MediaButton
          icon={sound.isOn ? 'test' : 'soundOff'}
          word={t('bar.test')}
          look={sound.isOn ? 'plain' : 'off'}
          extra={!sound.isOn && t('switches.soundOff')}
          onClick={onTest}
        />
      </div>
    </div>
  );
}

/** Who has a bus to catch is told that the lecture runs on, and by how much. */
function Overrun() {
  const { t } = useTranslation('hall');
  const language = useLanguage();
  const plan = usePlanClock();
  if (!plan || plan.overMinutes === 0) return null;
  return (
    <span className="hall-bar__over">
      {t('bar.over', { time: clockTime(plan.endAt, language), n: plan.overMinutes })}
    </span>
  );
}

/** Pressed once it has gone out; it stays marked until somebody has helped. */
function HelpButton({ hallId, onHelp }: { hallId: string; onHelp: () => void }) {
  const { t } = useTranslation('hall');
  const isOpen = useOpenHelp(hallId) !== undefined;
  return (
    <MediaButton
      icon="help"
      word={t('bar.help')}
      look={isOpen ? 'primary' : 'plain'}
      isPressed={isOpen}
      extra={isOpen && t('help.short')}
      onClick={onHelp}
    />
  );
}

/** Up: where the hall stands in the line; pressed again it goes down. */
function HandButton({ hallId }: { hallId: string }) {
  const { t } = useTranslation('stage');
  const { hands, places } = useStage();
  const ask = useAsk();
  const at = hands.findIndex((each) => each === hallId);
  const isUp = at >= 0;
  return (
    <MediaButton
      icon="hand"
      word={isUp ? t('lower') : t('raise')}
      look={isUp ? 'primary' : 'plain'}
      isPressed={isUp}
      isBusy={ask.isBusy}
      isDisabled={places.some((place) => place.hallId === hallId)}
      extra={isUp && t('handPlace', { n: at + 1 })}
      onClick={() => ask.run(isUp ? 'stage:leave' : 'stage:raise', {})}
    />
  );
}
