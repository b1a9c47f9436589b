import { useTranslation } from 'react-i18next';
import type { Hall } from '#shared/halls.ts';
import { paths } from '../../lib/paths.ts';
import { useAction } from '../../lib/query.ts';
import { countdown } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { Button } from '../../ui/plain/button.tsx';
import { CopyButton } from '../../ui/plain/copy-button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';

/** Makes a code and shows it once, large enough to read out over the telephone, with the time it has left. */
export function PairingCode({ hall }: { hall: Hall }) {
  const { t } = useTranslation('orgs');
  const make = useAction('makePairingCode');
  return (
    <div className="stack">
      {make.data && <CodeCard code={make.data.code} expiresAt={make.data.expiresAt} />}
      {hall.pairedAt && !make.data && <p className="soft small">{t('hall.codeReplaces')}</p>}
      <ErrorNotice error={make.error} />
      <div>
        <Button
          look={make.data ? 'plain' : 'primary'}
          isBusy={make.isPending}
          onClick={() => make.mutate({ hallId: hall.id })}
        >
          {t(make.data ? 'hall.makeAnother' : 'hall.makeCode')}
        </Button>
      </div>
    </div>
  );
}

function CodeCard({ code, expiresAt }: { code: string; expiresAt: string }) {
  const { t } = useTranslation('orgs');
  const now = useNow();
  const until = Date.parse(expiresAt);
  const spaced = `${code.slice(0, 4)} ${code.slice(4)}`;
  if (now >= until) return <p className="code">{t('hall.codeOver')}</p>;
  return (
    <div className="code">
      <div className="soft small">{t('hall.codeFor')}</div>
      <div className="code__letters">{spaced}</div>
      <div className="row">
        <span className="code__left" role="timer">
          {t('hall.codeLeft', { left: countdown(until, now) })}
        </span>
        <CopyButton text={code} />
      </div>
      <p>{t('hall.codeHow', { address: `${location.origin}${paths.hall}` })}</p>
    </div>
  );
}
