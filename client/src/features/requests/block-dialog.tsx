import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../lib/query.ts';
import { Field } from '../../ui/plain/field.tsx';
import { ReasonDialog } from '../../ui/plain/reason-dialog.tsx';
import { toast } from '../../ui/plain/toast.tsx';
import type { RequestView } from './request-story.tsx';

const terms = [30, 90, 180, 365, 730] as const;

/** 黑名单: nothing can be filed online for this telephone for a time; by telephone and at windows it still can. */
export function BlockDialog({ request, onClose }: { request: RequestView; onClose: () => void }) {
  const { t } = useTranslation('requests');
  const [days, setDays] = useState<number>(terms[0]);
  const onDone = () => {
    toast(t('block.done'));
    onClose();
  };
  const block = useAction('blockRequester', { refreshes: ['listBlockedRequesters'], onDone });
  return (
    <ReasonDialog
      title={t('block.title', { name: request.citizenName, phone: request.phone })}
      act={t('block.act')}
      label={t('block.why')}
      isDanger
      isBusy={block.isPending}
      error={block.error}
      onConfirm={(reason) => block.mutate({ requestId: request.id, reason, days })}
      onClose={onClose}
    >
      <p>{t('block.hint')}</p>
      <Field label={t('block.term')}>
        <select className="input" value={days} onChange={(event) => setDays(Number(event.target.value))}>
          {terms.map((each) => (
            <option key={each} value={each}>
              {t('block.days', { n: each })}
            </option>
          ))}
        </select>
      </Field>
    </ReasonDialog>
  );
}
