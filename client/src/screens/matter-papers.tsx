import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { AgreementList } from '../features/agreements/agreement-list.tsx';
import { RecordList } from '../features/records/record-list.tsx';
import { Page } from '../ui/plain/page.tsx';

/** Everything of a matter that is on paper: records and agreements. */
export function MatterPapersScreen() {
  const { t } = useTranslation('papers');
  const requestId = useParams().requestId ?? '';
  return (
    <Page title={t('matterPapers')} width="reading">
      <div className="stack">
        <RecordList requestId={requestId} />
        <AgreementList requestId={requestId} />
      </div>
    </Page>
  );
}
