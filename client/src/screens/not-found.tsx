import { useTranslation } from 'react-i18next';
import { paths } from '../lib/paths.ts';
import { Bar } from '../ui/plain/bar.tsx';
import { LinkButton } from '../ui/plain/button.tsx';
import { usePageTitle } from '../ui/plain/page-title.tsx';

export function NotFoundScreen() {
  const { t } = useTranslation();
  usePageTitle(t('notFound.title'));
  return (
    <>
      <Bar home={paths.home} />
      <main className="state" id="content">
        <h1>{t('notFound.title')}</h1>
        <p className="state__hint">{t('notFound.hint')}</p>
        <LinkButton to={paths.home} look="primary">
          {t('action.backHome')}
        </LinkButton>
      </main>
    </>
  );
}
