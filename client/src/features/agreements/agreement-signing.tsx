import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgreementDetail, SignatureStrokes } from '#shared/agreements.ts';
import { fieldText } from '../../lib/error-text.ts';
import { matterHttp } from '../../lib/http.ts';
import { useAction, useMatterRoute } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { Answered } from '../../ui/plain/state.tsx';
import { AgreementText } from './agreement-text.tsx';
import { SignaturePad } from './signature-pad.tsx';

/** A party's page on a phone: the text, then the own hand under it. */
export function AgreementSigning({ agreementId }: { agreementId: string }) {
  const { t } = useTranslation('papers');
  const answer = useMatterRoute('getAgreement', { agreementId }, { refreshMs: 5_000 });
  return (
    <Answered of={answer}>
      {(agreement) => (
        <div className="stack">
          <h2>{agreement.title}</h2>
          <AgreementText agreement={agreement} />
          {agreement.maySign && agreement.textHash && <Sign agreement={agreement} textHash={agreement.textHash} />}
          {agreement.state === 'presented' && !agreement.maySign && agreement.way === 'paper' && (
            <Notice>{t('sign.onPaper')}</Notice>
          )}
          {agreement.partyRows.some((party) => party.isMe && party.signedAt) && (
            <Notice look="fine">{t('sign.done')}</Notice>
          )}
        </div>
      )}
    </Answered>
  );
}

function Sign({ agreement, textHash }: { agreement: AgreementDetail; textHash: string }) {
  const { t } = useTranslation('papers');
  const [strokes, setStrokes] = useState<SignatureStrokes>([]);
  const [code, setCode] = useState('');
  const [isSure, setSure] = useState(false);
  const sign = useAction('signAgreement', { refreshes: ['getAgreement', 'listAgreements'] }, matterHttp);
  const me = agreement.partyRows.find((party) => party.isMe);
  const isKnown = me?.identityCheckedAt != null;
  const given = { agreementId: agreement.id, textHash, code, strokes };
  return (
    <section className="stack" aria-label={t('sign.title')}>
      <h2>{t('sign.title')}</h2>
      {!isKnown && <Notice look="attention">{t('sign.waitIdentity')}</Notice>}
      <Field label={t('sign.code')} hint={t('sign.codeHint')} error={fieldText(sign.error, 'code')}>
        <input
          className="input"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
        />
      </Field>
      <SignaturePad strokes={strokes} onChange={setStrokes} label={t('sign.pad')} />
      <Button onClick={() => setStrokes([])}>{t('sign.redo')}</Button>
      <label className="check">
        <input type="checkbox" checked={isSure} onChange={(event) => setSure(event.target.checked)} />
        <span>{t('sign.sure')}</span>
      </label>
      <ErrorNotice error={sign.error} />
      <Button
        look="primary"
        isLarge
        isBusy={sign.isPending}
        disabled={!isKnown || !isSure || strokes.length === 0 || code.length !== 6}
        onClick={() => sign.mutate(given)}
      >
        {t('sign.act')}
      </Button>
      <Refuse agreementId={agreement.id} />
    </section>
  );
}

function Refuse({ agreementId }: { agreementId: AgreementDetail['id'] }) {
  const { t } = useTranslation('papers');
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const refuse = useAction(
    'refuseAgreement',
    { refreshes: ['getAgreement'], onDone: () => setAsking(false) },
    matterHttp,
  );
  return (
    <>
      <Button look="quiet-danger" onClick={() => setAsking(true)}>
        {t('sign.refuse')}
      </Button>
      {isAsking && (
        <Confirm
          title={t('sign.refuseTitle')}
          act={t('sign.refuse')}
          isDanger
          isBusy={refuse.isPending}
          error={refuse.error}
          onConfirm={() => refuse.mutate({ agreementId, reason })}
          onCancel={() => setAsking(false)}
        >
          <Field label={t('sign.refuseReason')} error={fieldText(refuse.error, 'reason')}>
            <textarea
              className="input"
              rows={3}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
        </Confirm>
      )}
    </>
  );
}
