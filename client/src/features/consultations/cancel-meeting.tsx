import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Identity } from '#shared/kit/caller.ts';
import { httpOf, useAction } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';

type CancelProps = { consultationId: string; identity: Identity; onClose: () => void };

/** Calls the meeting off, with the reason that the other side is told. */
export function CancelMeeting({ consultationId, identity, onClose }: CancelProps) {
  const { t } = useTranslation('meetings');
  const [reason, setReason] = useState('');
  const cancel = useAction(
    'cancelConsultation',
    { refreshes: ['requestConsultations', 'getConsultation', 'consultationSlots'], onDone: onClose },
    httpOf(identity),
  );
  return (
    <Dialog
      title={t('card.cancelTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('card.keep')}</Button>
          <Button
            look="danger"
            isBusy={cancel.isPending}
            disabled={reason.trim() === ''}
            onClick={() => cancel.mutate({ consultationId, reason: reason.trim() })}
          >
            {t('card.cancelAct')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('card.cancelWords')}</p>
        <Field label={t('card.cancelReason')}>
          <input className="input" value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <ErrorNotice error={cancel.error} />
      </div>
    </Dialog>
  );
}
