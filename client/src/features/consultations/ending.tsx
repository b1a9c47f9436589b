import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/use-act.ts';
import { inRoom } from '../../live/consultation-state.ts';
import { useConsultationSession, useMeeting } from '../../live-react/consultation-provider.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';

type EndingProps = { onLeave: () => void; onCancel: () => void };

/** The red button: others only leave; the lead expert ends the talk for all, or leaves alone. */
export function Ending({ onLeave, onCancel }: EndingProps) {
  const { t } = useTranslation(['consultation', 'common']);
  const session = useConsultationSession();
  const { isLead, current } = useMeeting();
  const end = useAct(() => session.end(), onCancel);
  if (!isLead || current?.state !== 'live')
    return (
      <Confirm title={t('leave.title')} act={t('leave.act')} isDanger onConfirm={onLeave} onCancel={onCancel}>
        <p>{t('leave.words')}</p>
      </Confirm>
    );
  return (
    <Dialog
      title={t('lead.endTitle')}
      onClose={onCancel}
      actions={
        <>
          <Button onClick={onCancel}>{t('common:action.cancel')}</Button>
          <Button onClick={onLeave}>{t('lead.leaveOnly')}</Button>
          <Button look="danger" isBusy={end.isBusy} onClick={() => end.run()}>
            {t('lead.endAct')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('lead.endWords', { n: inRoom(current.people).length })}</p>
        <ErrorNotice error={end.error} />
      </div>
    </Dialog>
  );
}
