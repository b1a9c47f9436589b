import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '../../lib/error-text.ts';

export type NoticeLook = 'info' | 'fine' | 'attention' | 'danger';
type NoticeProps = { look?: NoticeLook; title?: string; actions?: ReactNode; children?: ReactNode };

/** Something that stays on the page until it is no longer so. Dangers are read out at once. */
export function Notice({ look = 'info', title, actions, children }: NoticeProps) {
  return (
    <div className={`notice notice--${look}`} role={look === 'danger' ? 'alert' : 'status'}>
      <div className="notice__words">
        {title && <strong>{title}</strong>}
        {children}
      </div>
      {actions}
    </div>
  );
}

/** Why something failed: what happened, what to do, and the incident number if there is one. Nothing while there is no error. */
export function ErrorNotice({ error, actions }: { error: unknown; actions?: ReactNode }) {
  const { t } = useTranslation();
  if (!error) return null;
  const { sentence, incident } = errorWords(error);
  return (
    <Notice look="danger" actions={actions}>
      {sentence}
      {incident && !sentence.includes(incident) && <div>{t('error.incident', { incident })}</div>}
    </Notice>
  );
}
