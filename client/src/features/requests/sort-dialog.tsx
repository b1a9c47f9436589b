import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../lib/query.ts';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { LegalFieldOptions } from '../../ui/plain/legal-field-options.tsx';
import { Tick } from '../../ui/plain/tick.tsx';
import { fieldOf } from './filing-input.ts';
import type { RequestView } from './request-story.tsx';

/** The first handler says what it is about, and whether it cannot wait. */
export function SortDialog({ request, onClose }: { request: RequestView; onClose: () => void }) {
  const { t } = useTranslation(['requests', 'common']);
  const [field, setField] = useState(request.field);
  const [isUrgent, setUrgent] = useState(request.isUrgent);
  const sort = useAction('sortRequest', {
    refreshes: ['getRequest', 'listRequests', 'requestAlarms'],
    onDone: onClose,
  });
  return (
    <Confirm
      title={t('detail.sort')}
      act={t('common:action.save')}
      isBusy={sort.isPending}
      error={sort.error}
      onCancel={onClose}
      onConfirm={() => sort.mutate({ requestId: request.id, field, isUrgent })}
    >
      <Field label={t('form.field')} hint={t('detail.sortHint')}>
        <select className="input" value={field ?? ''} onChange={(event) => setField(fieldOf(event.target.value))}>
          <LegalFieldOptions none={t('form.fieldLater')} />
        </select>
      </Field>
      <Tick isOn={isUrgent} onChange={setUrgent} words={t('form.urgent')} />
    </Confirm>
  );
}
