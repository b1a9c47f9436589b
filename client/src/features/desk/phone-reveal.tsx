import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';

type PhoneRevealProps = { requestId: string; masked: string; mayReveal: boolean };

/** The masked number, and the whole one for whoever says why; who looked is in the audit log. */
export function PhoneReveal({ requestId, masked, mayReveal }: PhoneRevealProps) {
  const { t } = useTranslation('desk');
  const [reason, setReason] = useState<string | null>(null);
  const reveal = useAction('revealRequestPhone');
  const phone = reveal.data?.phone;
  if (phone) return <a href={`tel:${phone}`}>{phone}</a>;
  if (masked === '') return t('matter.noPhone');
  return (
    <div className="stack">
      <div className="row">
        <span>{masked}</span>
        {mayReveal && reason === null && (
          <Button look="quiet" onClick={() => setReason(t('matter.phoneReasonUsual'))}>
            {t('matter.showPhone')}
          </Button>
        )}
      </div>
      {reason !== null && (
        <div className="row">
          <input
            className="input"
            aria-label={t('matter.phoneReason')}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            isBusy={reveal.isPending}
            disabled={reason.trim() === ''}
            onClick={() => reveal.mutate({ requestId, reason })}
          >
            {t('matter.showPhone')}
          </Button>
        </div>
      )}
      <ErrorNotice error={reveal.error} />
    </div>
  );
}
