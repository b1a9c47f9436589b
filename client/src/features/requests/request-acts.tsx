import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { Notice } from '../../ui/plain/notice.tsx';
import { DispatchDialog } from './dispatch-dialog.tsx';
import type { RequestView } from './request-story.tsx';

type Asked = 'dispatch' | 'refuse' | 'reveal' | 'release';
const refreshes = ['getRequest', 'listRequests'] as const;

/** What this reader may do with the matter, each act behind a question with its reason. */
export function RequestActs({ request, onGone }: { request: RequestView; onGone: () => void }) {
  const { t } = useTranslation('requests');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [reason, setReason] = useState('');
  const [phone, setPhone] = useState<string | null>(null);
  const close = () => {
    setAsked(null);
    setReason('');
  };
  const refuse = useAction('refuseRequest', { refreshes, onDone: close });
  const release = useAction('releaseRequest', { refreshes: ['listRequests'], onDone: onGone });
  const onRevealed = (revealed: { phone: string }) => {
    setPhone(revealed.phone);
    close();
  };
  const reveal = useAction('revealRequestPhone', { onDone: onRevealed });
  const { may, id: requestId } = request;
  const acts = { refuse, release, reveal };
  const confirm = (act: keyof typeof acts) => {
    if (act === 'refuse') refuse.mutate({ requestId, reason });
    if (act === 'reveal') reveal.mutate({ requestId, reason });
    if (act === 'release') release.mutate({ requestId, reason, isConflict: false });
  };
  return (
    <>
      {phone && <Notice>{phone}</Notice>}
      <div className="row">
        {may.dispatch && (
          <Button look="primary" onClick={() => setAsked('dispatch')}>
            {t('detail.dispatch')}
          </Button>
        )}
        {may.revealPhone && <Button onClick={() => setAsked('reveal')}>{t('detail.reveal')}</Button>}
        {may.release && <Button onClick={() => setAsked('release')}>{t('detail.release')}</Button>}
        {may.refuse && (
          <Button look="quiet-danger" onClick={() => setAsked('refuse')}>
            {t('detail.refuse')}
          </Button>
        )}
      </div>
      {asked === 'dispatch' && <DispatchDialog request={request} onClose={close} />}
      {asked !== null && asked !== 'dispatch' && (
        <Confirm
          title={t(`detail.${asked}Title`)}
          act={t(`detail.${asked}`)}
          isDanger={asked === 'refuse'}
          isBusy={acts[asked].isPending}
          error={acts[asked].error}
          onCancel={close}
          onConfirm={() => confirm(asked)}
        >
          <Field label={t(`detail.${asked}Why`)}>
            <input
              className="input"
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
        </Confirm>
      )}
    </>
  );
}
