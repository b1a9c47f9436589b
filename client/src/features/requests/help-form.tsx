import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../../lib/draft.ts';
import { fieldText } from '../../lib/error-text.ts';
import type { RouteOutput } from '../../lib/http-client.ts';
import { useAction } from '../../lib/query.ts';
import { useFirstFault } from '../../lib/use-first-fault.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { Tick } from '../../ui/plain/tick.tsx';
import { AskedFields, askedInput, nothingAsked, type Places } from './asked-fields.tsx';
import { browserKey } from './browser-key.ts';
import { NoticeBox, noConsent } from './notice-box.tsx';

type HelpFormProps = {
  places: Places;
  /** 找他咨询: whom the citizen would like to ask. */
  expertId: string | null;
  onFiled: (filed: RouteOutput<'fileRequest'>) => void;
};

const empty = { ...nothingAsked, isFirm: false, firmName: '', creditCode: '' };

/** Four fields on a phone; what else may be said folds away until it is wanted. */
export function HelpForm({ places, expertId, onFiled }: HelpFormProps) {
  const { t } = useTranslation('requests');
  const draft = useDraft('help', empty);
  const [consent, setConsent] = useState(noConsent);
  const [isTried, setTried] = useState(false);
  const file = useAction('fileRequest', {
    onDone: (filed) => {
      draft.forget();
      onFiled(filed);
    },
  });
  const form = useFirstFault(file.error);
  const { isFirm, firmName, creditCode, name } = draft.value;
  const submit = () => {
    setTried(true);
    if (!consent.hasRead) return;
    const firm = isFirm ? { name: firmName, creditCode, contact: name } : null;
    const { agreesSensitive } = consent;
    file.mutate({
      ...askedInput(draft.value),
      agreesSensitive,
      firm,
      expertId,
      readNotice: true,
      browserKey: browserKey(),
    });
  };
  return (
    <form
      ref={form}
      className="stack stack--wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {draft.isRestored && <Notice>{t('help.restored')}</Notice>}
      <AskedFields words="help" asked={draft.value} change={draft.change} places={places} error={file.error} />
      <Tick isOn={isFirm} onChange={(on) => draft.change({ isFirm: on })} words={t('help.isFirm')} />
      {isFirm && (
        <>
          <Field label={t('help.firmName')} error={fieldText(file.error, 'firm.name')}>
            <input
              className="input"
              autoComplete="organization"
              maxLength={80}
              value={firmName}
              onChange={(event) => draft.change({ firmName: event.target.value })}
            />
          </Field>
          <Field label={t('help.creditCode')} error={fieldText(file.error, 'firm.creditCode')}>
            <input
              className="input"
              maxLength={18}
              value={creditCode}
              onChange={(event) => draft.change({ creditCode: event.target.value })}
            />
          </Field>
        </>
      )}
      <NoticeBox words="help" consent={consent} onChange={setConsent} isMissing={isTried} />
      <ErrorNotice error={file.error} />
      <Button type="submit" look="primary" isLarge isBusy={file.isPending}>
        {t('help.submit')}
      </Button>
    </form>
  );
}
