import { useTranslation } from 'react-i18next';
import { typeSize, useIsLargeType } from '../../lib/large-type.ts';
import { LinkWord, useLinkState } from '../../live-react/link-word.tsx';
import { MediaButton } from '../../live-react/media-button.tsx';
import { useLive } from '../../live-react/use-live.ts';
import { StatusBadge } from '../../ui/plain/status-badge.tsx';
import { useFullscreen } from './use-fullscreen.ts';
import type { HallSound } from './use-hall-sound.ts';

type HallBarProps = { sound: HallSound; onTest: () => void; onHelp: () => void };

/** What this is, how the line is, and five things one can do. It stays where it is. */
export function HallBar({ sound, onTest, onHelp }: HallBarProps) {
  const { t } = useTranslation(['hall', 'live']);
  const title = useLive(({ lecture }) => lecture?.title ?? '');
  const state = useLive(({ lecture }) => lecture?.current.state ?? null);
  const link = useLinkState();
  const isLarge = useIsLargeType();
  const fullscreen = useFullscreen();
  const needsAdvice = link === 'fair' || link === 'poor' || link === 'down';
  return (
    <div className="media-bar" role="toolbar" aria-label={t('bar.label')}>
      <div className="media-bar__info">
        <div className="row">
          {state && <StatusBadge state={state} />}
          <strong className="hall-bar__title">{title}</strong>
        </div>
        <div className="hall-bar__link">
          <LinkWord state={link} />
          {needsAdvice && <span className="hall-bar__advice">{t(`live:linkAdvice.${link}`)}</span>}
        </div>
      </div>
      <div className="media-bar__buttons">
        <MediaButton
          icon={sound.isOn ? 'sound' : 'soundOff'}
          word={sound.isOn ? t('bar.soundOn') : t('bar.soundOff')}
          look={sound.isOn ? 'plain' : 'off'}
          onClick={sound.toggle}
        />
        <MediaButton icon="test" word={t('bar.test')} onClick={onTest} />
        <MediaButton icon="help" word={t('bar.help')} onClick={onHelp} />
        <MediaButton
          icon="type"
          word={isLarge ? t('bar.normalType') : t('bar.largeType')}
          onClick={() => typeSize.set(isLarge ? 'normal' : 'large')}
        />
        {fullscreen.isPossible && (
          <MediaButton
            icon={fullscreen.isOn ? 'fullscreenOff' : 'fullscreen'}
            word={fullscreen.isOn ? t('bar.exitFullscreen') : t('bar.fullscreen')}
            onClick={fullscreen.toggle}
          />
        )}
      </div>
    </div>
  );
}
