import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Identity } from '#shared/kit/caller.ts';
import { useConsultationSession, useMeeting } from '../../live-react/consultation-provider.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { AskDialog } from './asks.tsx';
import { Invite } from './invite.tsx';

type MoreProps = { consultationId: string; identity: Identity; mayInvite: boolean };

/** Beneath the list of people: further people, and the question whether all agree to a recording. */
export function MoreForLead({ consultationId, identity, mayInvite }: MoreProps) {
  const { t } = useTranslation('consultation');
  const session = useConsultationSession();
  const { isLead } = useMeeting();
  const [shown, setShown] = useState<'invite' | 'record' | null>(null);
  const close = () => setShown(null);
  return (
    <div className="row">
      {mayInvite && <Button onClick={() => setShown('invite')}>{t('invite.open')}</Button>}
      {isLead && <Button onClick={() => setShown('record')}>{t('lead.record')}</Button>}
      {shown === 'invite' && (
        <Invite consultationId={consultationId} identity={identity} mayInviteExperts={isLead} onClose={close} />
      )}
      {shown === 'record' && (
        <AskDialog what="recording" onAsk={(reason) => session.ask('recording', reason)} onClose={close} />
      )}
    </div>
  );
}
