import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../lib/query.ts';
import { Button, type ButtonLook } from '../../ui/plain/button.tsx';
import { Notice } from '../../ui/plain/notice.tsx';
import { ReasonDialog } from '../../ui/plain/reason-dialog.tsx';
import { BlockDialog } from './block-dialog.tsx';
import { DispatchDialog } from './dispatch-dialog.tsx';
import type { RequestView } from './request-story.tsx';
import { ResendDialog } from './resend-dialog.tsx';
import { SortDialog } from './sort-dialog.tsx';

type Act = 'dispatch' | 'takeBack' | 'sort' | 'reveal' | 'resend' | 'block' | 'refuse';
const looks: Partial<Record<Act, ButtonLook>> = { dispatch: 'primary', block: 'quiet-danger', refuse: 'quiet-danger' };

type RequestActsProps = {
  request: RequestView;
  /** Acts of the lead expert, before the others. */
  lead?: ReactNode;
  /** For a page that does not ask again by itself. */
  onDispatched?: ((after: RequestView) => void) | undefined;
};

/** What this reader may do with the matter, each act behind a question with its reason. */
export function RequestActs({ request, lead, onDispatched }: RequestActsProps) {
  const { t } = useTranslation('requests');
  const [asked, setAsked] = useState<Act | null>(null);
  const [phone, setPhone] = useState<string | null>(null);
  const close = () => setAsked(null);
  const refuse = useAction('refuseRequest', { refreshes: ['getRequest', 'listRequests'], onDone: close });
  const takeBack = useAction('takeBackRequest', {
    refreshes: ['getRequest', 'listRequests', 'requestConsultations'],
    onDone: () => setAsked('dispatch'),
  });
  const onRevealed = (revealed: { phone: string }) => {
    setPhone(revealed.phone);
    close();
  };
  const reveal = useAction('revealRequestPhone', { onDone: onRevealed });
  const { may, id: requestId } = request;
  const acts: [Act, boolean][] = [
    ['dispatch', may.dispatch],
    ['takeBack', may.takeBack],
    ['sort', may.sort],
    ['reveal', may.revealPhone],
    ['resend', may.resendLink],
    ['block', may.block],
    ['refuse', may.refuse],
  ];
  return (
    <>
      {phone && (
        <Notice>
          {request.citizenName} <a href={`tel:${phone}`}>{phone}</a>
        </Notice>
      )}
      <div className="row">
        {lead}
        {acts.map(
          ([act, isAllowed]) =>
            isAllowed && (
              <Button key={act} look={looks[act] ?? 'plain'} onClick={() => setAsked(act)}>
                {t(act === 'block' ? 'block.act' : `detail.${act}`)}
              </Button>
            ),
        )}
      </div>
      {asked === 'dispatch' && <DispatchDialog request={request} onClose={close} onDone={onDispatched} />}
      {asked === 'sort' && <SortDialog request={request} onClose={close} />}
      {asked === 'resend' && <ResendDialog request={request} onClose={close} />}
      {asked === 'block' && <BlockDialog request={request} onClose={close} />}
      {asked === 'reveal' && (
        <ReasonDialog
          title={t('detail.revealTitle')}
          act={t('detail.reveal')}
          label={t('detail.revealWhy')}
          isBusy={reveal.isPending}
          error={reveal.error}
          onConfirm={(reason) => reveal.mutate({ requestId, reason })}
          onClose={close}
        />
      )}
      {asked === 'takeBack' && (
        <ReasonDialog
          title={t('detail.takeBackTitle', { expert: request.expertName })}
          act={t('detail.takeBack')}
          label={t('detail.takeBackWhy')}
          isBusy={takeBack.isPending}
          error={takeBack.error}
          onConfirm={(reason) => request.expertId && takeBack.mutate({ requestId, expertId: request.expertId, reason })}
          onClose={close}
        >
          <p>{t('detail.takeBackHint')}</p>
        </ReasonDialog>
      )}
      {asked === 'refuse' && (
        <ReasonDialog
          title={t('detail.refuseTitle')}
          act={t('detail.refuse')}
          label={t('detail.refuseWhy')}
          isDanger
          isBusy={refuse.isPending}
          error={refuse.error}
          onConfirm={(reason) => refuse.mutate({ requestId, reason })}
          onClose={close}
        />
      )}
    </>
  );
}
