import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../../lib/draft.ts';
import { fieldText } from '../../lib/error-text.ts';
import { deviceHttp } from '../../lib/http.ts';
import type { RouteOutput } from '../../lib/http-client.ts';
import { useAction } from '../../lib/query.ts';
import { useFirstFault } from '../../lib/use-first-fault.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { AskedFields, askedInput, nothingAsked, type Places } from './asked-fields.tsx';
import { NoticeBox, noConsent } from './notice-box.tsx';

export type FiledAtHall = { filed: RouteOutput<'fileAtHall'>; name: string; operator: string };

type HallFilingProps = {
  /** The hall's own place, until another is chosen. */
  hallId: string;
  places: Places;
  /** Who filled in the one before. */
  operator: string;
  onFiled: (filed: FiledAtHall) => void;
};

/** 代办: the operator types in what somebody tells; both are named. */
export function HallFiling({ hallId, places, operator, onFiled }: HallFilingProps) {
  const { t } = useTranslation('requests');
  const draft = useDraft('hall-filing', { ...nothingAsked, placeId: hallId, operator });
  const [consent, setConsent] = useState(noConsent);
  const [isTried, setTried] = useState(false);
  const onDone = (filed: RouteOutput<'fileAtHall'>) => {
    draft.forget();
    onFiled({ filed, name: draft.value.name, operator: draft.value.operator });
  };
  const file = useAction('fileAtHall', { refreshes: ['hallRequests'], onDone }, deviceHttp);
  const form = useFirstFault(file.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!consent.hasRead || file.isPending) return;
    const { agreesSensitive } = consent;
    file.mutate({ ...askedInput(draft.value), operator: draft.value.operator, agreesSensitive, readNotice: true });
  };
  return (
    <form ref={form} className="stack" noValidate onSubmit={submit}>
      <div className="card stack">
        <h2>{t('atHall.fill')}</h2>
        {draft.isRestored && <Notice>{t('help.restored')}</Notice>}
        <AskedFields words="form" asked={draft.value} change={draft.change} places={places} error={file.error} />
        <Field label={t('atHall.operator')} hint={t('atHall.operatorHint')} error={fieldText(file.error, 'operator')}>
          <input
            className="input"
            maxLength={40}
            autoComplete="off"
            value={draft.value.operator}
            onChange={(event) => draft.change({ operator: event.target.value })}
          />
        </Field>
      </div>
      <NoticeBox words="form" consent={consent} onChange={setConsent} isMissing={isTried} />
      <ErrorNotice error={file.error} />
      <div className="row">
        <Button type="submit" look="primary" isLarge isBusy={file.isPending}>
          {t('form.save')}
        </Button>
      </div>
    </form>
  );
}
