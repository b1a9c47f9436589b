import { useTranslation } from 'react-i18next';
import type { Account } from '#shared/auth.ts';
import { useAction } from '../../lib/query.ts';
import { countdown } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { Button } from '../../ui/plain/button.tsx';
import { CopyButton } from '../../ui/plain/copy-button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import './people.css';

/** Makes a link and shows it once; it is never stored anywhere and cannot be read again. */
export function SignInLink({ account }: { account: Account }) {
  const { t } = useTranslation('people');
  const make = useAction('makeSignInLink');
  return (
    <section className="stack" aria-labelledby="sign-in-link">
      <h3 id="sign-in-link">{t('link.title')}</h3>
      {make.data ? (
        <LinkCard url={make.data.url} expiresAt={make.data.expiresAt} />
      ) : (
        <p className="soft small">{t('link.hint')}</p>
      )}
      <ErrorNotice error={make.error} />
      <div>
        <Button
          look={make.data ? 'plain' : 'primary'}
          isBusy={make.isPending}
          onClick={() => make.mutate({ accountId: account.id })}
        >
          {t(make.data ? 'link.again' : 'link.make')}
        </Button>
      </div>
    </section>
  );
}

function LinkCard({ url, expiresAt }: { url: string; expiresAt: string }) {
  const { t } = useTranslation('people');
  const now = useNow();
  const until = Date.parse(expiresAt);
  if (now >= until) return <p>{t('link.over')}</p>;
  return (
    <div className="one-time">
      <p>{t('link.words', { left: countdown(until, now) })}</p>
      <div className="one-time__line">
        <input
          className="input"
          readOnly
          aria-label={t('link.address')}
          value={url}
          onFocus={(event) => event.target.select()}
        />
        <CopyButton text={url} look="primary" />
      </div>
    </div>
  );
}
