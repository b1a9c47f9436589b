import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { pageUpdate } from '../lib/page-update.ts';
import { Button } from '../ui/plain/button.tsx';
import { Notice } from '../ui/plain/notice.tsx';

const network = {
  isOnline: () => navigator.onLine,
  subscribe(listener: () => void) {
    addEventListener('online', listener);
    addEventListener('offline', listener);
    return () => {
      removeEventListener('online', listener);
      removeEventListener('offline', listener);
    };
  },
};

/** Says that the network is down, or that this page is older than the server. On this very machine "offline" means nothing. */
export function PageNotes() {
  const { t } = useTranslation();
  const isOnline = useSyncExternalStore(network.subscribe, network.isOnline);
  const isTooOld = useSyncExternalStore(pageUpdate.subscribe, pageUpdate.isTooOld);
  const isLocal = location.hostname === 'localhost' || location.hostname === '127.0.0.1';
  return (
    <>
      {isTooOld && (
        <Notice
          look="attention"
          actions={
            <Button look="primary" onClick={() => location.reload()}>
              {t('action.reload')}
            </Button>
          }
        >
          {t('tooOld')}
        </Notice>
      )}
      {!isOnline && !isLocal && <Notice look="attention">{t('offline')}</Notice>}
    </>
  );
}
