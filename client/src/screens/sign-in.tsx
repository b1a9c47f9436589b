import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { landingOf, safeNext, useBecome, useMe } from '../features/auth/use-me.ts';
import { paths } from '../lib/paths.ts';
import { useAction } from '../lib/query.ts';
import { Bar } from '../ui/plain/bar.tsx';
import { Button, LinkButton } from '../ui/plain/button.tsx';
import { Field } from '../ui/plain/field.tsx';
import { ErrorNotice, Notice } from '../ui/plain/notice.tsx';
import { Page } from '../ui/plain/page.tsx';

export function SignInScreen() {
  const { t } = useTranslation(['entrance', 'common']);
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const next = safeNext(query.get('next'));
  const me = useMe().data;
  const become = useBecome();
  const [signInName, setName] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [isTried, setTried] = useState(false);
  const action = useAction('signIn', {
    onDone: (signedIn) => {
      become(signedIn);
      void navigate(next ?? landingOf(signedIn), { replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (signInName.trim() && password && !action.isPending) action.mutate({ signInName, password });
  };
  return (
    <>
      <Bar home={paths.home} />
      <Page title={t('signIn.title')} width="narrow">
        {me?.kind === 'staff' && (
          <Notice actions={<LinkButton to={next ?? landingOf(me)}>{t('signIn.goOn')}</LinkButton>}>
            {t('signIn.already', { name: me.name, role: t(`common:role.${me.role}`) })}
          </Notice>
        )}
        {next && me?.kind === 'nobody' && <Notice look="attention">{t('signIn.ended')}</Notice>}
        <form className="card stack" onSubmit={submit} noValidate>
          <Field label={t('signIn.name')} error={isTried && !signInName.trim() ? t('signIn.nameMissing') : undefined}>
            <input
              className="input"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              value={signInName}
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          <Field label={t('signIn.password')} error={isTried && !password ? t('signIn.passwordMissing') : undefined}>
            <input
              className="input"
              type={isShown ? 'text' : 'password'}
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Field>
          <label className="check">
            <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.target.checked)} />
            {t('signIn.show')}
          </label>
          <ErrorNotice error={action.error} />
          <Button look="primary" type="submit" isLarge isBusy={action.isPending}>
            {t('signIn.submit')}
          </Button>
        </form>
        <div className="soft stack">
          <p>{t('signIn.noPassword')}</p>
          <p>{t('signIn.forgot')}</p>
        </div>
      </Page>
    </>
  );
}
