import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

type LeaveGuardProps = { isOn: boolean; title: string; words: string };

/** Goes with the navigation of somebody whose work is saved; unlike a state of React, it is there at that very moment. */
export const isSaved = { state: { isSaved: true } };
const carriesSaved = (state: unknown): boolean => typeof state === 'object' && state !== null && 'isSaved' in state;

/** Asks before a page with unsaved work is left, inside the site by our own dialog, beyond it by the browser's. */
export function LeaveGuard({ isOn, title, words }: LeaveGuardProps) {
  const { t } = useTranslation();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isOn && currentLocation.pathname !== nextLocation.pathname && !carriesSaved(nextLocation.state),
  );
  useEffect(() => {
    if (!isOn) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isOn]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog
      title={title}
      onClose={() => blocker.reset()}
      actions={
        <>
          <Button onClick={() => blocker.proceed()}>{t('leave.go')}</Button>
          <Button look="primary" onClick={() => blocker.reset()}>
            {t('leave.stay')}
          </Button>
        </>
      }
    >
      <p>{words}</p>
    </Dialog>
  );
}
