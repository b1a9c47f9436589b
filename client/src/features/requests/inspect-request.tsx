import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldText } from '../../lib/error-text.ts';
import { useAction } from '../../lib/query.ts';
import { useFirstFault } from '../../lib/use-first-fault.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import type { RequestView } from './request-story.tsx';

type InspectRequestProps = { requestId: string; onRead: (request: RequestView) => void };

/** A supervisor says why before reading; the reason stands where the citizen sees it. */
export function InspectRequest({ requestId, onRead }: InspectRequestProps) {
  const { t } = useTranslation('requests');
  const [reason, setReason] = useState('');
  const inspect = useAction('inspectRequest', { onDone: onRead });
  const form = useFirstFault(inspect.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!inspect.isPending) inspect.mutate({ requestId, reason });
  };
  return (
    <form ref={form} className="card stack" noValidate onSubmit={submit}>
      <h2>{t('inspect.title')}</h2>
      <p className="soft">{t('inspect.hint')}</p>
      <Field label={t('inspect.reason')} error={fieldText(inspect.error, 'reason')}>
        <input className="input" value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <ErrorNotice error={inspect.error} />
      <div className="row">
        <Button type="submit" look="primary" isLarge isBusy={inspect.isPending}>
          {t('inspect.act')}
        </Button>
      </div>
    </form>
  );
}
