import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/plain/button.tsx';

export type PanelName = 'record' | 'files' | 'chat' | 'people';

type CallPanelProps = {
  /** Null: nothing is laid beside the faces. */
  shown: PanelName | null;
  /** What there is for this person; the order of the tabs. */
  names: readonly PanelName[];
  /** Stays on the page while something else is shown, so that nothing typed is lost. */
  record: ReactNode;
  onShow: (name: PanelName) => void;
  onClose: () => void;
  children: ReactNode;
};

/** Beside the faces on wide windows, beneath them on a phone: they are never covered. */
export function CallPanel({ shown, names, record, onShow, onClose, children }: CallPanelProps) {
  const { t } = useTranslation('consultation');
  return (
    <aside className="call-panel" aria-label={t('panel.label')} data-panel={shown ?? undefined} hidden={!shown}>
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
      {record && (
        <div className="call-panel__body" hidden={shown !== 'record'}>
          {record}
        </div>
      )}
      {shown !== 'record' && <div className="call-panel__body">{children}</div>}
    </aside>
  );
}
