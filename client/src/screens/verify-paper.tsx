import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { PaperCheck } from '../features/papers/paper-check.tsx';
import { paths } from '../lib/paths.ts';
import { Bar } from '../ui/plain/bar.tsx';
import { Page } from '../ui/plain/page.tsx';

/** Where the QR code of a paper leads. */
export function VerifyPaperScreen() {
  const { t } = useTranslation('papers');
  return (
    <>
      <Bar home={paths.home} />
      <Page title={t('verify.title')} width="narrow">
        <div className="card">
          <PaperCheck token={useParams().token ?? ''} />
        </div>
      </Page>
    </>
  );
}
