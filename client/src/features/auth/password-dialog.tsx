import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClientError } from '../../lib/client-error.ts';
import { fieldText } from '../../lib/error-text.ts';
import { useAction } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { toast } from '../../ui/plain/toast.tsx';

const minLength = 10;

/** Sets the first password, or another one in place of the present. */
export function PasswordDialog({ hasPassword, onClose }: { hasPassword: boolean; onClose: () => void }) {
  const { t } = useTranslation(['entrance', 'common']);
  const formId = useId();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [isTried, setTried] = useState(false);
  const action = useAction('setPassword', {
    refreshes: ['whoAmI'],
    onDone: () => {
      toast(t('password.done'));
      onClose();
    },
  });
  const tooShort = next.length < minLength ? t('password.tooShort', { n: minLength }) : undefined;
  const differs = next !== again ? t('password.differs') : undefined;
  const isWrong = action.error instanceof ClientError && action.error.reason === 'wrong_password';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (tooShort || differs || action.isPending) return;
    action.mutate(hasPassword ? { current, next } : { next });
  };
  return (
    <Dialog
      title={t(hasPassword ? 'password.change' : 'password.set')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={action.isPending}>
            {t('common:action.save')}
          </Button>
        </>
      }
    >
      <form id={formId} className="stack" onSubmit={submit} noValidate>
        <p className="soft">{t('password.hint')}</p>
        {hasPassword && (
          <Field
            label={t('password.current')}
            error={fieldText(action.error, 'current') ?? (isWrong ? t('password.wrong') : undefined)}
          >
            <input
              className="input"
              type="password"
              autoComplete="current-password"
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
          </Field>
        )}
        <Field
          label={t('password.next')}
          hint={t('password.rule', { n: minLength })}
          error={(isTried ? tooShort : undefined) ?? fieldText(action.error, 'next')}
        >
          <input
            className="input"
            type="password"
            autoComplete="new-password"
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
        </Field>
        <Field label={t('password.again')} error={isTried ? differs : undefined}>
          <input
            className="input"
            type="password"
            autoComplete="new-password"
            value={again}
            onChange={(event) => setAgain(event.target.value)}
          />
        </Field>
        {!isWrong && <ErrorNotice error={action.error} />}
      </form>
    </Dialog>
  );
}
