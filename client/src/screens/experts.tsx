import { useTranslation } from 'react-i18next';
import { ExpertCards } from '../features/experts/expert-cards.tsx';
import { paths } from '../lib/paths.ts';
import { Bar } from '../ui/plain/bar.tsx';
import { Page } from '../ui/plain/page.tsx';

/** The pool of experts as everybody may see it. */
export function ExpertsScreen() {
  const { t } = useTranslation('experts');
  return (
    <>
      <Bar home={paths.home} />
      <Page title={t('title')}>
        <p className="soft">{t('lead')}</p>
        <ExpertCards />
      </Page>
    </>
  );
}
