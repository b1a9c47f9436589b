import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { agreementTypes } from '#shared/agreements.ts';
import { paths } from '../../lib/paths.ts';
import { useAction, useRoute } from '../../lib/query.ts';
import { Badge } from '../../ui/plain/badge.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { Answered } from '../../ui/plain/state.tsx';

/** A matter's agreements for staff, and the beginning of a new one. */
export function AgreementList({ requestId }: { requestId: string }) {
  const { t } = useTranslation('papers');
  const navigate = useNavigate();
  const answer = useRoute('listAgreements', { requestId }, { refreshMs: 15_000 });
  const create = useAction('createAgreement', { onDone: ({ id }) => void navigate(paths.agreement(id)) });
  return (
    <section className="card stack" aria-labelledby="agreements">
      <h2 id="agreements">{t('agreement.list')}</h2>
      <Answered of={answer}>
        {({ agreements, mayWrite }) => (
          <>
            {agreements.length === 0 && <p className="soft">{t('agreement.none')}</p>}
            {agreements.map((agreement) => (
              <p key={agreement.id} className="row">
                <Badge>{t(`agreementState.${agreement.state}`)}</Badge>
                <span>{agreement.number ?? t(`paperKind.${agreement.type}`)}</span>
                <span>{t('agreement.signedOf', { signed: agreement.signed, parties: agreement.parties })}</span>
                {agreement.mayRead && <Link to={paths.agreement(agreement.id)}>{t('open')}</Link>}
              </p>
            ))}
            <ErrorNotice error={create.error} />
            {mayWrite && (
              <div className="row">
                {agreementTypes.map((type) => (
                  <Button key={type} isBusy={create.isPending} onClick={() => create.mutate({ requestId, type })}>
                    {t('agreement.write', { kind: t(`paperKind.${type}`) })}
                  </Button>
                ))}
              </div>
            )}
          </>
        )}
      </Answered>
    </section>
  );
}
