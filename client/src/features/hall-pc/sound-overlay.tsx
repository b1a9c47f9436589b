import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../live-react/icons.tsx';

/** The browser lets no sound out before somebody touched the page: the whole screen is the button for it. */
export function SoundOverlay({ onTouch }: { onTouch: () => void }) {
  const { t } = useTranslation('hall');
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <button ref={button} type="button" className="sound-overlay" onClick={onTouch}>
      <span className="sound-overlay__card">
        <Icon name="sound" />
        <strong>{t('sound.overlay')}</strong>
        <span>{t('sound.overlayHint')}</span>
      </span>
    </button>
  );
}
