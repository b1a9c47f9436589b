import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '#shared/auth.ts';
import { useAction } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { toast } from '../../ui/plain/toast.tsx';
import { AccountForm } from './account-form.tsx';
import { SignInLink } from './sign-in-link.tsx';

type AccountDialogProps = { account: Account; onClose: () => void };

/** One account: hand over a link, edit, end its sessions, lock. */
export function AccountDialog({ account, onClose }: AccountDialogProps) {
  const { t } = useTranslation(['people', 'common']);
  const [step, setStep] = useState<'overview' | 'edit' | 'lock' | 'revoke'>('overview');
  const back = () => setStep('overview');
  const refreshes = ['listAccounts', 'listLecturers'] as const;
  const { id: accountId, name } = account;
  const lock = useAction('lockAccount', {
    refreshes,
    onDone: () => {
      toast(t('lock.done'));
      back();
    },
  });
  const unlock = useAction('unlockAccount', { refreshes, onDone: () => toast(t('unlock.done')) });
  const revoke = useAction('revokeSessions', {
    onDone: ({ ended }) => {
      toast(t('revoke.done', { n: ended }));
      back();
    },
  });
  if (step === 'edit') return <AccountForm account={account} onClose={back} onSaved={back} />;
  if (step !== 'overview') {
    const act = step === 'lock' ? lock : revoke;
    return (
      <Confirm
        title={t(`${step}.ask`, { name })}
        act={t(`${step}.act`)}
        isDanger
        isBusy={act.isPending}
        error={act.error}
        onConfirm={() => act.mutate({ accountId })}
        onCancel={back}
      >
        <p>{t(`${step}.words`)}</p>
      </Confirm>
    );
  }
  const roleNames = account.roles.map((role) => t(`common:role.${role}`)).join(t('common:listSeparator'));
  return (
    <Dialog title={name} onClose={onClose} actions={<Button onClick={onClose}>{t('common:action.close')}</Button>}>
      <div className="stack stack--wide">
        <p className="soft">
          {account.signInName} · {roleNames} · {account.orgName}
        </p>
        {account.state === 'active' && <SignInLink account={account} />}
        <ErrorNotice error={unlock.error} />
        <div className="row">
          <Button onClick={() => setStep('edit')}>{t('editTitle')}</Button>
          {account.state === 'active' ? (
            <>
              <Button look="quiet-danger" onClick={() => setStep('revoke')}>
                {t('revoke.act')}
              </Button>
              <Button look="quiet-danger" onClick={() => setStep('lock')}>
                {t('lock.act')}
              </Button>
            </>
          ) : (
            <Button look="primary" isBusy={unlock.isPending} onClick={() => unlock.mutate({ accountId })}>
              {t('unlock.act')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
