import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';
import './media-button.css';

type MediaButtonProps = {
  icon: IconName;
  /** The word under the icon. */
  word: string;
  /** off: a thing that is switched off now (muted, camera closed); danger: leaves or ends. */
  look?: 'plain' | 'off' | 'danger' | 'primary';
  isPressed?: boolean;
  isBusy?: boolean;
  isDisabled?: boolean;
  /** Shown in small beside the word, e.g. a key. */
  extra?: ReactNode;
  onClick: () => void;
};

/** A button of a media bar: an icon with its word under it, large enough for a finger. */
export function MediaButton({
  icon,
  word,
  look = 'plain',
  isPressed,
  isBusy = false,
  isDisabled = false,
  extra,
  onClick,
}: MediaButtonProps) {
  return (
    <button
      type="button"
      className={`media-button media-button--${look}`}
      aria-pressed={isPressed}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || isDisabled || undefined}
      onClick={() => {
        if (!isBusy && !isDisabled) onClick();
      }}
    >
      <Icon name={icon} />
      <span className="media-button__word">{word}</span>
      {extra && <span className="media-button__extra">{extra}</span>}
    </button>
  );
}
