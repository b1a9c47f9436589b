import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { RecordCheck } from '../features/records/record-check.tsx';
import { paths } from '../lib/paths.ts';
import { Bar } from '../ui/plain/bar.tsx';
import { Page } from '../ui/plain/page.tsx';

/** A citizen's own record, behind the matter's link. */
export function RecordCheckScreen() {
  const { t } = useTranslation('papers');
  return (
    <>
      <Bar home={paths.home} />
      <Page title={t('check.title')} width="narrow">
        <div className="card">
          <RecordCheck recordId={useParams().recordId ?? ''} />
        </div>
      </Page>
    </>
  );
}
