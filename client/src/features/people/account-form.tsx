import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '#shared/auth.ts';
import type { AccountRole } from '#shared/kit/caller.ts';
import { ClientError } from '../../lib/client-error.ts';
import { errorWords, fieldText } from '../../lib/error-text.ts';
import { useAction, useRoute } from '../../lib/query.ts';
import { OrgPicker } from '../../ui/console/org-picker.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { toast } from '../../ui/plain/toast.tsx';

type AccountFormProps = {
  /** Absent: a new account. */
  account?: Account;
  onClose: () => void;
  onSaved: (account: Account) => void;
};

const roles: readonly AccountRole[] = ['organizer', 'lecturer', 'clerk', 'expert', 'department', 'supervisor', 'admin'];

export function AccountForm({ account, onClose, onSaved }: AccountFormProps) {
  const { t } = useTranslation(['people', 'common']);
  const formId = useId();
  const tree = useRoute('orgTree', {});
  const [fields, setFields] = useState({
    name: account?.name ?? '',
    signInName: account?.signInName ?? '',
    roles: account?.roles ?? [],
    orgId: account ? String(account.orgId) : '',
  });
  const change = (part: Partial<typeof fields>) => setFields({ ...fields, ...part });
  const [isTried, setTried] = useState(false);
  const done = (saved: Account) => {
    toast(t(account ? 'saved' : 'created'));
    onSaved(saved);
  };
  const create = useAction('createAccount', { refreshes: ['listAccounts'], onDone: done });
  const update = useAction('updateAccount', { refreshes: ['listAccounts', 'listLecturers', 'whoAmI'], onDone: done });
  const { error, isPending } = account ? update : create;
  const isTaken = error instanceof ClientError && error.reason === 'sign_in_name_taken';
  const isMissing = (field: keyof typeof fields) => {
    const value = fields[field];
    return (typeof value === 'string' ? value.trim() : value).length === 0;
  };
  const errorAt = (field: keyof typeof fields) =>
    isTried && isMissing(field) ? t(`required.${field}`) : fieldText(error, field);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const isIncomplete = (['name', 'signInName', 'roles', 'orgId'] as const).some(isMissing);
    if (isIncomplete || isPending) return;
    const { signInName, ...rest } = fields;
    if (account) update.mutate({ accountId: account.id, ...rest });
    else create.mutate({ ...rest, signInName: signInName.trim().toLowerCase() });
  };
  return (
    <Dialog
      title={t(account ? 'editTitle' : 'newTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={isPending}>
            {t('common:action.save')}
          </Button>
        </>
      }
    >
      <form id={formId} className="stack" onSubmit={submit} noValidate>
        <Field label={t('name')} error={errorAt('name')}>
          <input
            className="input"
            maxLength={40}
            value={fields.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        </Field>
        {!account && (
          <Field
            label={t('signInName')}
            hint={t('signInNameHint')}
            error={errorAt('signInName') ?? (isTaken ? errorWords(error).sentence : undefined)}
          >
            <input
              className="input"
              maxLength={40}
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              value={fields.signInName}
              onChange={(event) => change({ signInName: event.target.value })}
            />
          </Field>
        )}
        <RoleChoice chosen={fields.roles} error={errorAt('roles')} onChange={(next) => change({ roles: next })} />
        <Field label={t('org')} error={errorAt('orgId')}>
          <OrgPicker orgs={tree.data?.orgs ?? []} value={fields.orgId} onChange={(orgId) => change({ orgId })} />
        </Field>
        <ErrorNotice error={tree.error ?? (isTaken ? null : error)} />
      </form>
    </Dialog>
  );
}

type RoleChoiceProps = {
  chosen: readonly AccountRole[];
  error: string | undefined;
  onChange: (roles: AccountRole[]) => void;
};

function RoleChoice({ chosen, error, onChange }: RoleChoiceProps) {
  const { t } = useTranslation(['people', 'common']);
  const hintId = useId();
  return (
    <fieldset className="field" aria-describedby={hintId}>
      <legend className="field__label">{t('roles')}</legend>
      <p className="field__hint" id={hintId}>
        {t('rolesHint')}
      </p>
      <div className="row">
        {roles.map((role) => (
          <label key={role} className="check">
            <input
              type="checkbox"
              checked={chosen.includes(role)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, role] : chosen.filter((each) => each !== role))
              }
            />
            {t(`common:role.${role}`)}
          </label>
        ))}
      </div>
      {error && (
        <p className="field__error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
