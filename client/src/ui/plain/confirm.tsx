import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNotice } from './notice.tsx';

type ConfirmProps = {
  title: string;
  /** The word of the act itself, e.g. 结束讲堂; never just "yes". */
  act: string;
  isDanger?: boolean;
  isBusy?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onCancel: () => void;
  children?: ReactNode;
};

/** Asks before something that many people notice or that cannot be taken back. */
export function Confirm({
  title,
  act,
  isDanger = false,
  isBusy = false,
  error,
  onConfirm,
  onCancel,
  children,
}: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={title}
      onClose={onCancel}
      actions={
        <>
          <Button onClick={onCancel}>{t('action.cancel')}</Button>
          <Button look={isDanger ? 'danger' : 'primary'} isBusy={isBusy} onClick={onConfirm}>
            {act}
          </Button>
        </>
      }
    >
      <div className="stack">
        {children}
        <ErrorNotice error={error} />
      </div>
    </Dialog>
  );
}
