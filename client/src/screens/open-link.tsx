import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { landingOf, useBecome, useDevice, useMe } from '../features/auth/use-me.ts';
import { ClientError } from '../lib/client-error.ts';
import type { RouteOutput } from '../lib/http-client.ts';
import { useLanguage } from '../lib/i18n.ts';
import { paths } from '../lib/paths.ts';
import { useAction, useRoute } from '../lib/query.ts';
import { clockTime } from '../lib/time.ts';
import { Bar } from '../ui/plain/bar.tsx';
import { Button, LinkButton } from '../ui/plain/button.tsx';
import { ErrorNotice, Notice } from '../ui/plain/notice.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Empty, Failed, Loading } from '../ui/plain/state.tsx';

const isInvalid = (error: unknown) =>
  error instanceof ClientError && error.code !== 'unavailable' && error.wire !== null;

/** A personal link: says first what it would do, and does it on a button only, so that a preview by a chat program uses nothing up. */
export function OpenLinkScreen() {
  const { t } = useTranslation(['entrance', 'common']);
  const token = useParams().token ?? '';
  const preview = useRoute('previewLink', { token });
  return (
    <>
      <Bar home={paths.home} />
      <Page title={t('link.title')} width="narrow">
        <div className="card">
          {preview.data ? (
            <LinkOffer token={token} preview={preview.data} />
          ) : isInvalid(preview.error) ? (
            <InvalidLink />
          ) : preview.error ? (
            <Failed error={preview.error} onRetry={() => void preview.refetch()} />
          ) : (
            <Loading words={t('link.reading')} />
          )}
        </div>
      </Page>
    </>
  );
}

function InvalidLink() {
  const { t } = useTranslation(['entrance', 'common']);
  return (
    <Empty
      title={t('link.invalid')}
      hint={t('link.invalidHint')}
      action={<LinkButton to={paths.signIn}>{t('signIn.title')}</LinkButton>}
    />
  );
}

function LinkOffer({ token, preview }: { token: string; preview: RouteOutput<'previewLink'> }) {
  const { t } = useTranslation(['entrance', 'common']);
  const language = useLanguage();
  const navigate = useNavigate();
  const become = useBecome();
  const action = useAction('openLink', {
    onDone: (opened) => {
      become(opened);
      void navigate(landingOf(opened), { replace: true });
    },
  });
  const { kind, name, expiresAt } = preview;
  if (isInvalid(action.error)) return <InvalidLink />;
  return (
    <div className="stack">
      <h2>{t(`link.${kind}`, { name })}</h2>
      <p>{t(`link.${kind}Hint`, { time: clockTime(expiresAt, language) })}</p>
      <WhoIsHere kind={kind} />
      <ErrorNotice error={action.error} />
      <Button look="primary" isLarge isBusy={action.isPending} onClick={() => action.mutate({ token })}>
        {t(`link.${kind}Act`)}
      </Button>
    </div>
  );
}

/** If the cookie that the link would set is taken already: whom it would push out, and how to have both. */
function WhoIsHere({ kind }: { kind: 'account' | 'hall' }) {
  const { t } = useTranslation(['entrance', 'common']);
  const staff = useMe().data;
  const device = useDevice().data;
  if (kind === 'account' && staff?.kind === 'staff') {
    return (
      <Notice look="attention">
        {t('link.someoneElse', { name: staff.name, role: t(`common:role.${staff.role}`) })}
        <div>{t('link.ownProfile')}</div>
      </Notice>
    );
  }
  if (kind === 'hall' && device?.kind === 'hall') {
    return (
      <Notice look="attention">
        {t('link.otherHall', { name: device.name })}
        <div>{t('link.ownProfile')}</div>
      </Notice>
    );
  }
  return null;
}
