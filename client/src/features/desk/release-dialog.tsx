import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestRow } from '#shared/request-facts.ts';
import { fieldText } from '../../lib/error-text.ts';
import { useAction } from '../../lib/query.ts';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { toast } from '../../ui/plain/toast.tsx';

type ReleaseDialogProps = {
  row: Pick<RequestRow, 'id' | 'number'>;
  onClose: () => void;
  /** The matter is no longer this expert's. */
  onDone?: () => void;
};

/** Gives a matter back with a reason; with a conflict of interest it does not come again. */
export function ReleaseDialog({ row, onClose, onDone }: ReleaseDialogProps) {
  const { t } = useTranslation('desk');
  const [reason, setReason] = useState('');
  const [isConflict, setConflict] = useState(false);
  const [isTried, setTried] = useState(false);
  const release = useAction('releaseRequest', {
    refreshes: ['listRequests', 'claimBoard', 'ownExpert'],
    onDone: () => {
      toast(t('release.done'));
      onClose();
      onDone?.();
    },
  });
  const isMissing = reason.trim() === '';
  const run = () => {
    setTried(true);
    if (!isMissing) release.mutate({ requestId: row.id, reason, isConflict });
  };
  return (
    <Confirm
      title={t('release.title', { number: row.number })}
      act={t('release.act')}
      isDanger
      isBusy={release.isPending}
      error={release.error}
      onConfirm={run}
      onCancel={onClose}
    >
      <p>{t('release.words')}</p>
      <Field
        label={t('release.reason')}
        error={isTried && isMissing ? t('release.reasonNeeded') : fieldText(release.error, 'reason')}
      >
        <textarea
          className="input"
          rows={3}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <label className="check">
        <input type="checkbox" checked={isConflict} onChange={(event) => setConflict(event.target.checked)} />
        {t('release.conflict')}
      </label>
      <p className="soft small">{t('release.conflictHint')}</p>
    </Confirm>
  );
}
