import { useTranslation } from 'react-i18next';
import { LectureFiguresPage } from '../features/reports/lecture-figures-page.tsx';
import { Page } from '../ui/plain/page.tsx';

/** What is asked for each quarter and year: lectures, halls, person-times, by place. */
export function LectureFiguresScreen() {
  const { t } = useTranslation('reports');
  return (
    <Page title={t('figures.title')}>
      <LectureFiguresPage />
    </Page>
  );
}
