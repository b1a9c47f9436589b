import { useTranslation } from 'react-i18next';
import type { AgreementDetail } from '#shared/agreements.ts';
import { dateTime, dayKey } from '../../lib/time.ts';
import { Badge } from '../../ui/plain/badge.tsx';
import { Notice } from '../../ui/plain/notice.tsx';
import { SignaturePad } from './signature-pad.tsx';

/** What an agreement says and who has signed it, to be read. */
export function AgreementText({ agreement }: { agreement: AgreementDetail }) {
  const { t } = useTranslation('papers');
  const { partyRows, judicialUntil } = agreement;
  return (
    <div className="stack">
      <p className="row">
        <strong>{agreement.number}</strong>
        <Badge>{t(`agreementState.${agreement.state}`)}</Badge>
        <span>{t('agreement.signedOf', { signed: agreement.signed, parties: agreement.parties })}</span>
      </p>
      {agreement.endReason && <Notice look="danger">{agreement.endReason}</Notice>}
      <p className="agreement-text">{agreement.text}</p>
      <p className="soft">{t('agreement.rights')}</p>
      {judicialUntil && <Notice look="attention">{t('agreement.judicial', { date: dayKey(judicialUntil) })}</Notice>}
      {partyRows.map((party) => (
        <div key={party.id} className="agreement-party">
          <span className="row">
            <strong>{party.name}</strong>
            {party.signedAt && (
              <span className="soft">{t('agreement.signedAt', { time: dateTime(party.signedAt) })}</span>
            )}
          </span>
          {party.strokes && <SignaturePad strokes={party.strokes} label={t('sign.of', { name: party.name })} />}
        </div>
      ))}
    </div>
  );
}
