import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/plain/button.tsx';

export type PanelName = 'record' | 'files' | 'chat' | 'people';

type CallPanelProps = {
  shown: PanelName;
  /** What there is for this person; the order of the tabs. */
  names: readonly PanelName[];
  onShow: (name: PanelName) => void;
  onClose: () => void;
  children: ReactNode;
};

/** Beside the faces on wide windows, beneath them on a phone: they are never covered. */
export function CallPanel({ shown, names, onShow, onClose, children }: CallPanelProps) {
  const { t } = useTranslation('consultation');
  return (
    <aside className="call-panel" aria-label={t('panel.label')} data-panel={shown}>
      <div className="call-panel__tabs">
        {names.map((name) => (
          <button
            key={name}
            type="button"
            className="call-panel__tab"
            aria-pressed={name === shown}
            onClick={() => onShow(name)}
          >
            {t(`panel.${name}`)}
          </button>
        ))}
        <Button look="quiet" onClick={onClose}>
          {t('panel.close')}
        </Button>
      </div>
      <div className="call-panel__body">{children}</div>
    </aside>
  );
}
