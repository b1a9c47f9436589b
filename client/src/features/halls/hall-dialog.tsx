import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hall } from '#shared/halls.ts';
import { useAction } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { toast } from '../../ui/plain/toast.tsx';
import { HallContact } from './hall-contact.tsx';
import { PairingCode } from './pairing-code.tsx';
import './halls.css';

type HallDialogProps = {
  hall: Hall;
  /** May pair, unpair and change the contact. */
  mayKeep: boolean;
  mayReveal: boolean;
  onClose: () => void;
};

/** One hall: its PC and its contact. */
export function HallDialog({ hall, mayKeep, mayReveal, onClose }: HallDialogProps) {
  const { t } = useTranslation(['orgs', 'common']);
  return (
    <Dialog
      title={hall.townshipName === hall.name ? hall.name : `${hall.townshipName} · ${hall.name}`}
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('common:action.close')}</Button>}
    >
      <div className="stack stack--wide">
        <section className="stack" aria-labelledby="hall-device">
          <h3 id="hall-device">{t('hall.device')}</h3>
          <p>
            {hall.pairedAt ? t('hall.pairedSince', { time: dateTime(hall.pairedAt) }) : t('hall.notPaired')}
            {hall.pairedAt && (
              <span className="soft">
                <br />
                {hall.lastSeenAt ? t('hall.lastSeen', { time: dateTime(hall.lastSeenAt) }) : t('hall.neverSeen')}
              </span>
            )}
          </p>
          {mayKeep && <PairingCode hall={hall} />}
          {mayKeep && hall.pairedAt && <Unpair hall={hall} />}
        </section>
        <HallContact hall={hall} mayKeep={mayKeep} mayReveal={mayReveal} />
      </div>
    </Dialog>
  );
}

function Unpair({ hall }: { hall: Hall }) {
  const { t } = useTranslation(['orgs', 'common']);
  const [isAsked, setAsked] = useState(false);
  const unpair = useAction('unpairHall', {
    refreshes: ['listHalls'],
    onDone: () => {
      setAsked(false);
      toast(t('hall.unpaired'));
    },
  });
  if (!isAsked) {
    return (
      <div>
        <Button look="quiet-danger" onClick={() => setAsked(true)}>
          {t('hall.unpair')}
        </Button>
      </div>
    );
  }
  return (
    <Notice
      look="danger"
      title={t('hall.unpairAsk', { name: hall.name })}
      actions={
        <div className="row">
          <Button onClick={() => setAsked(false)}>{t('common:action.cancel')}</Button>
          <Button look="danger" isBusy={unpair.isPending} onClick={() => unpair.mutate({ hallId: hall.id })}>
            {t('hall.unpair')}
          </Button>
        </div>
      }
    >
      {t('hall.unpairWords')}
      <ErrorNotice error={unpair.error} />
    </Notice>
  );
}
