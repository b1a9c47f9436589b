import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { errorWords } from '../lib/error-text.ts';
import { paths } from '../lib/paths.ts';
import { Button } from '../ui/plain/button.tsx';

/** A page failed while it was drawn: say so, keep the way out open. */
export function Crashed() {
  const { t } = useTranslation();
  const error = useRouteError();
  const { incident } = errorWords(error);
  return (
    <main className="state" role="alert">
      <h1>{t('error.crashed')}</h1>
      <p className="state__hint">{t('error.crashedHint')}</p>
      {incident && <p className="state__hint">{t('error.incident', { incident })}</p>}
      <div className="row">
        <Button look="primary" onClick={() => location.reload()}>
          {t('action.reload')}
        </Button>
        <a className="button" href={paths.home}>
          {t('action.backHome')}
        </a>
      </div>
    </main>
  );
}
