import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../lib/http-client.ts';
import { LinkButton } from '../../ui/plain/button.tsx';
import { CopyButton } from '../../ui/plain/copy-button.tsx';
import { Notice } from '../../ui/plain/notice.tsx';
import { QrPicture } from './qr-picture.tsx';
import { WishWords } from './wish-words.tsx';
import './requests.css';

/** What a citizen takes away: a number to read out, and a link to keep. */
export function FiledCard({ filed }: { filed: RouteOutput<'fileRequest'> }) {
  const { t } = useTranslation('requests');
  if (filed.result === 'received') {
    return (
      <div className="card stack">
        <h2>{t('filed.received')}</h2>
        <p>{t('filed.receivedHint')}</p>
      </div>
    );
  }
  return (
    <div className="card stack filed">
      {filed.result === 'again' && <Notice>{t('filed.again')}</Notice>}
      <p className="soft">{t('filed.number')}</p>
      <p className="filed__number">{filed.number}</p>
      <p>{t('filed.readOut')}</p>
      {filed.wish && <WishWords wish={filed.wish} />}
      {filed.link && (
        <>
          <h2>{t('filed.link')}</h2>
          <p>{t('filed.linkHint')}</p>
          <LinkButton to={new URL(filed.link).pathname} look="primary" isLarge>
            {t('filed.open')}
          </LinkButton>
          <p className="filed__link">{filed.link}</p>
          <div className="row">
            <CopyButton text={filed.link} />
          </div>
          <QrPicture text={filed.link} label={t('filed.qr')} />
          <p className="soft">{t('filed.save')}</p>
        </>
      )}
    </div>
  );
}
