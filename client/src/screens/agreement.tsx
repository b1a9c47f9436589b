import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { AgreementDesk } from '../features/agreements/agreement-desk.tsx';
import { AgreementEditor } from '../features/agreements/agreement-editor.tsx';
import { AgreementText } from '../features/agreements/agreement-text.tsx';
import { useRoute } from '../lib/query.ts';
import { Badge } from '../ui/plain/badge.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Answered } from '../ui/plain/state.tsx';

/** One agreement for its lead expert and who was called in: the draft, then the signing. */
export function AgreementScreen() {
  const { t } = useTranslation('papers');
  const agreementId = useParams().agreementId ?? '';
  const answer = useRoute('getAgreement', { agreementId }, { refreshMs: 5_000 });
  return (
    <Answered of={answer}>
      {(agreement) => (
        <Page title={agreement.title} width="reading" beside={<Badge>{t(`agreementState.${agreement.state}`)}</Badge>}>
          <div className="card stack">
            {agreement.state === 'draft' && agreement.mayWrite ? (
              <AgreementEditor agreement={agreement} />
            ) : (
              <>
                <AgreementText agreement={agreement} />
                <AgreementDesk agreement={agreement} onChanged={() => void answer.refetch()} />
              </>
            )}
          </div>
        </Page>
      )}
    </Answered>
  );
}
