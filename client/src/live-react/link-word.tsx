import { useTranslation } from 'react-i18next';
import type { LinkQuality } from '#shared/link-quality.ts';
import type { RoomState } from '../live/room-state.ts';
import { useLive } from './use-live.ts';
import './media-button.css';

/** `idle`: connected, and nothing flows that could be judged. */
export type LinkState = LinkQuality | 'idle' | 'down';

/** How one's own line is, in the words of the screen. A line that is cut is said at once, whatever was measured before. */
export function linkStateOf({ connection, quality, receiving, sending }: RoomState): LinkState {
  if (connection.phase !== 'open') return receiving === 'flowing' || sending === 'flowing' ? 'poor' : 'down';
  if (receiving === 'stalled' || sending === 'stalled') return 'poor';
  return receiving === 'idle' && sending === 'idle' ? 'idle' : quality;
}

export const useLinkState = (): LinkState => useLive(linkStateOf);

const bars: Record<LinkState, number> = { good: 3, fair: 2, poor: 1, unknown: 0, idle: 3, down: 0 };

/** 良好 / 一般 / 较差, with its label. */
export function LinkWord({ state, isOnLight = false }: { state: LinkState; isOnLight?: boolean }) {
  const { t } = useTranslation('live');
  return (
    <span className={`link-word link-word--${state}${isOnLight ? ' link-word--on-light' : ''}`}>
      <span className="link-word__bars" aria-hidden="true">
        {[1, 2, 3].map((bar) => (
          <i key={bar} data-on={bar <= bars[state] || undefined} />
        ))}
      </span>
      {t('linkLabel')} {t(`link.${state}`)}
    </span>
  );
}
