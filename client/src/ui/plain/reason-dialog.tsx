import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldText } from '../../lib/error-text.ts';
import { Confirm } from './confirm.tsx';
import { Field } from './field.tsx';

type ReasonDialogProps = {
  title: string;
  /** The word of the act. */
  act: string;
  /** What is asked, and who will read it. */
  label: string;
  isDanger?: boolean;
  isBusy: boolean;
  error: unknown;
  onConfirm: (reason: string) => void;
  onClose: () => void;
  children?: ReactNode;
};

/** An act that is done with a reason; without one it is asked for at the field. */
export function ReasonDialog({ label, error, onConfirm, onClose, children, ...dialog }: ReasonDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = reason.trim() === '';
  const confirm = () => {
    setTried(true);
    if (!isMissing) onConfirm(reason);
  };
  return (
    <Confirm {...dialog} error={error} onCancel={onClose} onConfirm={confirm}>
      {children}
      <Field label={label} error={isTried && isMissing ? t('reasonNeeded') : fieldText(error, 'reason')}>
        <input className="input" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Confirm>
  );
}
