import { useTranslation } from 'react-i18next';
import { paths } from '../../lib/paths.ts';
import { Button, LinkButton } from '../../ui/plain/button.tsx';
import { CopyButton } from '../../ui/plain/copy-button.tsx';
import { FiledSlip } from './filed-slip.tsx';
import type { FiledByStaff } from './filing-form.tsx';
import { QrPicture } from './qr-picture.tsx';

type FiledByStaffProps = { done: FiledByStaff; helpTelephone: string; onAnother: () => void };

/** At the window the link is handed over; to whoever called it goes by telephone only. */
export function FiledByStaffCard({ done: { filed, name }, helpTelephone, onAnother }: FiledByStaffProps) {
  const { t } = useTranslation('requests');
  return (
    <FiledSlip
      filed={filed}
      name={name}
      helpTelephone={helpTelephone}
      actions={
        <>
          <Button look="primary" isLarge onClick={onAnother}>
            {t('filed.another')}
          </Button>
          {filed.requestId && <LinkButton to={paths.request(filed.requestId)}>{t('filed.see')}</LinkButton>}
        </>
      }
    >
      {filed.link && (
        <>
          <h2>{t('filed.handOver')}</h2>
          <QrPicture text={filed.link} label={t('filed.qr')} />
          <p>{t('filed.handOverHint')}</p>
          <p className="filed__link small">{filed.link}</p>
          <div className="row no-print">
            <CopyButton text={filed.link} />
          </div>
        </>
      )}
      {filed.code && <p className="no-print">{t('filed.codeHint')}</p>}
      {!filed.link && !filed.code && <p>{t('filed.linkSent')}</p>}
    </FiledSlip>
  );
}
