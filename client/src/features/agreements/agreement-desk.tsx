import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgreementDetail, AgreementParty } from '#shared/agreements.ts';
import { staffHttp, uploads } from '../../lib/http.ts';
import { useAction } from '../../lib/query.ts';
import { saveFile } from '../../lib/save-file.ts';
import { Button } from '../../ui/plain/button.tsx';
import { CopyButton } from '../../ui/plain/copy-button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import './agreements.css';

type DeskProps = { agreement: AgreementDetail; onChanged: () => void };

/** What the lead expert does while the parties sign: identity, links, scans, the end of it. */
export function AgreementDesk({ agreement, onChanged }: DeskProps) {
  const { t } = useTranslation('papers');
  const [downloadError, setDownloadError] = useState<unknown>(null);
  const { id: agreementId, state, way, mayWrite, maySeal } = agreement;
  const isOpen = mayWrite && state === 'presented';
  const download = () => staffHttp.download('agreementPdf', { agreementId }).then(saveFile, setDownloadError);
  return (
    <div className="stack">
      {isOpen &&
        agreement.partyRows
          .filter((party) => party.signedAt === null)
          .map((party) => <PartyDesk key={party.id} agreementId={agreementId} party={party} />)}
      {isOpen && way === 'paper' && <ScanUpload agreement={agreement} which="signedPaper" onChanged={onChanged} />}
      {maySeal && <ScanUpload agreement={agreement} which="seal" onChanged={onChanged} />}
      <ErrorNotice error={downloadError} />
      <div className="row">
        <Button onClick={() => void download()}>{t('download')}</Button>
      </div>
      {isOpen && <Withdraw agreementId={agreementId} />}
    </div>
  );
}

function PartyDesk({ agreementId, party }: { agreementId: AgreementDetail['id']; party: AgreementParty }) {
  const { t } = useTranslation('papers');
  const link = useAction('makePartyLink');
  const check = useAction('checkIdentity', { refreshes: ['getAgreement'] });
  const ids = { agreementId, partyId: party.id };
  return (
    <div className="agreement-party">
      <strong>{party.name}</strong>
      <div className="row">
        {!party.isCitizen && (
          <Button isBusy={link.isPending} onClick={() => link.mutate(ids)}>
            {t('party.link')}
          </Button>
        )}
        <Button isBusy={check.isPending} onClick={() => check.mutate({ ...ids, how: 'camera' })}>
          {t('party.checkCamera')}
        </Button>
        <Button isBusy={check.isPending} onClick={() => check.mutate({ ...ids, how: 'inPerson' })}>
          {t('party.checkInPerson')}
        </Button>
      </div>
      {link.data && (
        <p className="row">
          <span>{link.data.url}</span>
          <CopyButton text={link.data.url} />
        </p>
      )}
      {check.data?.code && (
        <Notice look="info" title={t('party.code')}>
          <span className="agreement-code">{check.data.code}</span>
          <div>{t('party.codeHint')}</div>
        </Notice>
      )}
      <ErrorNotice error={link.error ?? check.error} />
    </div>
  );
}

type ScanProps = { agreement: AgreementDetail; which: 'signedPaper' | 'seal'; onChanged: () => void };

function ScanUpload({ agreement, which, onChanged }: ScanProps) {
  const { t } = useTranslation('papers');
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [bearsSeal, setBearsSeal] = useState(false);
  const { id: agreementId } = agreement;
  const send = async (file: File) => {
    setError(null);
    setShare(0);
    const options = { onProgress: setShare };
    try {
      if (which === 'seal') await uploads.staff('uploadSeal', { agreementId }, file, options);
      else {
        await uploads.staff('uploadSignedPaper', { agreementId, bearsSeal: bearsSeal ? 'yes' : 'no' }, file, options);
      }
      onChanged();
    } catch (failure) {
      setError(failure);
    } finally {
      setShare(null);
    }
  };
  return (
    <div className="stack">
      {which === 'signedPaper' && agreement.needsSeal && (
        <label className="check">
          <input type="checkbox" checked={bearsSeal} onChange={(event) => setBearsSeal(event.target.checked)} />
          <span>{t('scan.bearsSeal')}</span>
        </label>
      )}
      <Field label={t(`scan.${which}`)} hint={t('scan.hint')}>
        <input
          className="input"
          type="file"
          accept="application/pdf,image/jpeg,image/png"
          disabled={share !== null}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) void send(file);
          }}
        />
      </Field>
      {share !== null && <p role="status">{t('scan.progress', { percent: Math.round(share * 100) })}</p>}
      <ErrorNotice error={error} />
    </div>
  );
}

function Withdraw({ agreementId }: { agreementId: AgreementDetail['id'] }) {
  const { t } = useTranslation('papers');
  const [reason, setReason] = useState('');
  const withdraw = useAction('withdrawAgreement', { refreshes: ['getAgreement', 'listAgreements'] });
  return (
    <details>
      <summary>{t('agreement.withdraw')}</summary>
      <div className="stack">
        <Field label={t('agreement.withdrawReason')}>
          <input className="input" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <ErrorNotice error={withdraw.error} />
        <Button look="danger" isBusy={withdraw.isPending} onClick={() => withdraw.mutate({ agreementId, reason })}>
          {t('agreement.withdraw')}
        </Button>
      </div>
    </details>
  );
}
