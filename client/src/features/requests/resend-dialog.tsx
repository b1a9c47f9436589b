import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../lib/query.ts';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { Tick } from '../../ui/plain/tick.tsx';
import { toast } from '../../ui/plain/toast.tsx';
import type { RequestView } from './request-story.tsx';

/** A new personal link goes to the citizen's telephone; after a lost phone the older ones end. */
export function ResendDialog({ request, onClose }: { request: RequestView; onClose: () => void }) {
  const { t } = useTranslation('requests');
  const [endOthers, setEndOthers] = useState(false);
  const onDone = () => {
    toast(t('detail.resent'));
    onClose();
  };
  const resend = useAction('resendMatterLink', { onDone });
  return (
    <Confirm
      title={t('detail.resendTitle')}
      act={t('detail.resend')}
      isDanger={endOthers}
      isBusy={resend.isPending}
      error={resend.error}
      onCancel={onClose}
      onConfirm={() => resend.mutate({ requestId: request.id, endOthers })}
    >
      <p>{t('detail.resendHint', { phone: request.phone })}</p>
      <Tick isOn={endOthers} onChange={setEndOthers} words={t('detail.endOthers')} />
    </Confirm>
  );
}
