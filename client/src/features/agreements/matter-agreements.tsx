import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../lib/paths.ts';
import { useMatterRoute } from '../../lib/query.ts';
import { Badge } from '../../ui/plain/badge.tsx';

/** The agreements that the bearer of this link is a party of. Nothing while there is none. */
export function MatterAgreements({ requestId }: { requestId: string }) {
  const { t } = useTranslation('papers');
  const agreements = useMatterRoute('listAgreements', { requestId }, { refreshMs: 15_000 }).data?.agreements ?? [];
  if (agreements.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="agreements">
      <h2 id="agreements">{t('agreement.list')}</h2>
      {agreements.map((agreement) => (
        <p key={agreement.id} className="row">
          <Badge look={agreement.state === 'presented' ? 'attention' : 'neutral'}>
            {t(`agreementState.${agreement.state}`)}
          </Badge>
          <span>{agreement.number}</span>
          <Link to={paths.matterAgreement(agreement.id)}>{t('open')}</Link>
        </p>
      ))}
    </section>
  );
}
