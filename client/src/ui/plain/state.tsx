import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '../../lib/error-text.ts';
import { Button } from './button.tsx';

export function Loading({ words }: { words?: string }) {
  const { t } = useTranslation();
  return (
    <div className="state" role="status">
      <div className="spinner" aria-hidden="true" />
      <p className="soft">{words ?? t('state.loading')}</p>
    </div>
  );
}

/** What will be here, and what to do so that there is something. */
export function Empty({ title, hint, action }: { title: string; hint?: string; action?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {hint && <p className="state__hint">{hint}</p>}
      {action}
    </div>
  );
}

export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const { sentence, incident } = errorWords(error);
  return (
    <div className="state" role="alert">
      <h2>{t('error.title')}</h2>
      <p className="state__hint">{sentence}</p>
      {incident && <p className="state__hint">{t('error.incident', { incident })}</p>}
      {onRetry && <Button onClick={onRetry}>{t('action.retry')}</Button>}
    </div>
  );
}

type Answer<T> = { data: T | undefined; error: unknown; refetch: () => unknown };

/** The three ways a question to the server can stand: loading, failed, answered. An old answer stays while a new one fails. */
export function Answered<T>({ of, children }: { of: Answer<T>; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return children(of.data);
  if (of.error) return <Failed error={of.error} onRetry={() => void of.refetch()} />;
  return <Loading />;
}
