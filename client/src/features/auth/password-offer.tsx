import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/plain/button.tsx';
import { Notice } from '../../ui/plain/notice.tsx';
import { PasswordDialog } from './password-dialog.tsx';

const key = 'password-offer-declined';

/** Offers a password to an account that has none; "later" holds until the browser is closed. */
export function PasswordOffer() {
  const { t } = useTranslation(['entrance', 'common']);
  const [isDeclined, setDeclined] = useState(() => sessionStorage.getItem(key) === 'yes');
  const [isOpen, setOpen] = useState(false);
  if (isDeclined) return null;
  const decline = () => {
    sessionStorage.setItem(key, 'yes');
    setDeclined(true);
  };
  return (
    <div className="offer no-print">
      <Notice
        actions={
          <div className="row">
            <Button onClick={() => setOpen(true)}>{t('password.set')}</Button>
            <Button look="quiet" onClick={decline}>
              {t('password.later')}
            </Button>
          </div>
        }
      >
        {t('password.offer')}
      </Notice>
      {isOpen && <PasswordDialog hasPassword={false} onClose={() => setOpen(false)} />}
    </div>
  );
}
