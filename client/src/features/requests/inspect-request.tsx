import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldText } from '../../lib/error-text.ts';
import { useAction } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { RequestFacts, RequestStory } from './request-story.tsx';

/** A supervisor says why before reading; the reason stands where the citizen sees it. */
export function InspectRequest({ requestId }: { requestId: string }) {
  const { t } = useTranslation('requests');
  const [reason, setReason] = useState('');
  const inspect = useAction('inspectRequest');
  if (inspect.data)
    return (
      <>
        <RequestFacts request={inspect.data} />
        <RequestStory request={inspect.data} />
      </>
    );
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        inspect.mutate({ requestId, reason: reason.trim() });
      }}
    >
      <h2>{t('inspect.title')}</h2>
      <p className="soft">{t('inspect.hint')}</p>
      <Field label={t('inspect.reason')} error={fieldText(inspect.error, 'reason')}>
        <input className="input" value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <ErrorNotice error={inspect.error} />
      <div>
        <Button type="submit" look="primary" isBusy={inspect.isPending} disabled={reason.trim() === ''}>
          {t('inspect.act')}
        </Button>
      </div>
    </form>
  );
}
