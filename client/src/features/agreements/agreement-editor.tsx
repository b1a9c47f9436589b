import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgreementDetail } from '#shared/agreements.ts';
import { fieldText } from '../../lib/error-text.ts';
import { useAction } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { AgreementParties, type PartyRow } from './agreement-parties.tsx';
import './agreements.css';

/** The draft of an agreement: text, way of signing, parties; then it is put before them. */
export function AgreementEditor({ agreement }: { agreement: AgreementDetail }) {
  const { t } = useTranslation(['papers', 'common']);
  const [form, setForm] = useState(() => formOf(agreement));
  const save = useAction('updateAgreement', { refreshes: ['getAgreement'] });
  const present = useAction('presentAgreement', { refreshes: ['getAgreement', 'listAgreements'] });
  const change = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const { id: agreementId } = agreement;
  const error = save.error ?? present.error;
  const isBusy = save.isPending || present.isPending;
  const saveThen = async (isLast: boolean) => {
    const { mediatorName, committee, ...body } = form;
    const mediator = agreement.needsSeal && mediatorName && committee ? { name: mediatorName, committee } : null;
    const saved = await save.mutateAsync({ agreementId, revision: agreement.revision, ...body, mediator });
    if (isLast) await present.mutateAsync({ agreementId, revision: saved.revision });
  };
  // The refusal is shown below the form; nobody else waits for it.
  const act = (isLast: boolean) => void saveThen(isLast).catch(() => undefined);
  return (
    <div className="stack">
      <Field label={t('agreement.titleField')} error={fieldText(error, 'title')}>
        <input
          className="input"
          maxLength={60}
          value={form.title}
          onChange={(event) => change({ title: event.target.value })}
        />
      </Field>
      <Field label={t('agreement.text')} hint={t('agreement.textHint')} error={fieldText(error, 'text')}>
        <textarea
          className="input"
          rows={18}
          maxLength={20_000}
          value={form.text}
          onChange={(event) => change({ text: event.target.value })}
        />
      </Field>
      <Field label={t('agreement.way')} hint={t('agreement.wayHint')} error={fieldText(error, 'way')}>
        <select
          className="input"
          value={form.way}
          onChange={(event) => change({ way: event.target.value === 'paper' ? 'paper' : 'screen' })}
        >
          <option value="screen">{t('way.screen')}</option>
          <option value="paper">{t('way.paper')}</option>
        </select>
      </Field>
      {agreement.needsSeal && (
        <>
          <Field label={t('agreement.mediator')} error={fieldText(error, 'mediator')}>
            <input
              className="input"
              maxLength={40}
              value={form.mediatorName}
              onChange={(event) => change({ mediatorName: event.target.value })}
            />
          </Field>
          <Field label={t('agreement.committee')}>
            <input
              className="input"
              maxLength={60}
              value={form.committee}
              onChange={(event) => change({ committee: event.target.value })}
            />
          </Field>
        </>
      )}
      <AgreementParties parties={form.parties} error={error} onChange={(parties) => change({ parties })} />
      <ErrorNotice error={error} />
      <div className="row">
        <Button isBusy={isBusy} onClick={() => act(false)}>
          {t('common:action.save')}
        </Button>
        <Button look="primary" isBusy={isBusy} onClick={() => act(true)}>
          {t('agreement.presentAct')}
        </Button>
      </div>
    </div>
  );
}

function formOf({ title, text, way, mediator, partyRows }: AgreementDetail) {
  const parties: PartyRow[] = partyRows.map(({ id, name, idTail, address, phone, isCitizen }) => ({
    id,
    name,
    idTail,
    address,
    phone,
    isCitizen,
  }));
  return { title, text, way, mediatorName: mediator?.name ?? '', committee: mediator?.committee ?? '', parties };
}
