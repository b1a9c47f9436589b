import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { AgreementSigning } from '../features/agreements/agreement-signing.tsx';
import { paths } from '../lib/paths.ts';
import { Bar } from '../ui/plain/bar.tsx';
import { Page } from '../ui/plain/page.tsx';

/** A party reads and signs an agreement, behind the own link. */
export function AgreementSignScreen() {
  const { t } = useTranslation('papers');
  return (
    <>
      <Bar home={paths.home} />
      <Page title={t('agreement.title')} width="narrow">
        <div className="card">
          <AgreementSigning agreementId={useParams().agreementId ?? ''} />
        </div>
      </Page>
    </>
  );
}
