import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentAsk } from '#shared/consultation-live.ts';
import { useAct } from '../../lib/use-act.ts';
import { inRoom } from '../../live/consultation-state.ts';
import { useConsultationSession, useMeeting } from '../../live-react/consultation-provider.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';

/** Questions that everybody answers on screen. Nobody's consent is taken for granted, and everybody sees how it stands. */
export function Asks({ mayAnswer }: { mayAnswer: boolean }) {
  const { current, ownPartId } = useMeeting();
  const asks = (current?.asks ?? []).filter(({ state }) => state !== 'withdrawn');
  const open = asks.find(
    ({ state, answers }) => state === 'pending' && !answers.some(({ partId }) => partId === ownPartId),
  );
  return (
    <>
      {asks.map((ask) => (
        <Standing key={ask.askId} ask={ask} />
      ))}
      {mayAnswer && open && <Question key={open.askId} ask={open} />}
    </>
  );
}

function Question({ ask }: { ask: ConsentAsk }) {
  const { t } = useTranslation('consultation');
  const session = useConsultationSession();
  const [isLater, setLater] = useState(false);
  const answer = useAct((agrees: boolean) => session.answer(ask.askId, agrees));
  if (isLater)
    return (
      <Notice
        look="attention"
        title={t(`ask.${ask.what}Title`)}
        actions={<Button onClick={() => setLater(false)}>{`${t('ask.yes')} / ${t('ask.no')}`}</Button>}
      />
    );
  return (
    <Dialog
      title={t(`ask.${ask.what}Title`)}
      // Escape answers nothing: the question stays on the page.
      onClose={() => setLater(true)}
      actions={
        <>
          <Button isLarge isBusy={answer.isBusy} onClick={() => answer.run(false)}>
            {t('ask.no')}
          </Button>
          <Button isLarge look="primary" isBusy={answer.isBusy} onClick={() => answer.run(true)}>
            {t('ask.yes')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t(`ask.${ask.what}Words`, { by: ask.by, reason: ask.reason })}</p>
        <ErrorNotice error={answer.error} />
      </div>
    </Dialog>
  );
}

function Standing({ ask }: { ask: ConsentAsk }) {
  const { t } = useTranslation('consultation');
  const session = useConsultationSession();
  const { current, ownPartId } = useMeeting();
  const { state, what, answers, askId } = ask;
  const own = answers.find(({ partId }) => partId === ownPartId);
  const answer = useAct((agrees: boolean) => session.answer(askId, agrees));
  const looks = { pending: 'info', agreed: 'attention', refused: 'info', withdrawn: 'info' } as const;
  const all = inRoom(current?.people ?? []).filter(({ kind }) => kind !== 'supervisor').length;
  const words = {
    pending: t('ask.pending', { done: answers.length, all }),
    agreed: t(`ask.agreed.${what}`),
    refused: t(`ask.refused.${what}`),
    withdrawn: t('ask.withdrawn'),
  };
  return (
    <Notice
      look={looks[state]}
      actions={
        own?.agrees ? (
          <Button isBusy={answer.isBusy} onClick={() => answer.run(false)}>
            {t('ask.takeBack')}
          </Button>
        ) : null
      }
    >
      {words[state]}
      <ErrorNotice error={answer.error} />
    </Notice>
  );
}

type AskDialogProps = { what: ConsentAsk['what']; onAsk: (reason: string) => Promise<void>; onClose: () => void };

/** Asks everybody in the room: says why. */
export function AskDialog({ what, onAsk, onClose }: AskDialogProps) {
  const { t } = useTranslation(['consultation', 'common']);
  const [reason, setReason] = useState('');
  const ask = useAct(() => onAsk(reason.trim()), onClose);
  return (
    <Dialog
      title={what === 'recording' ? t('lead.recordTitle') : t('ask.supervisorAsk')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button look="primary" isBusy={ask.isBusy} disabled={reason.trim() === ''} onClick={() => ask.run()}>
            {t('lead.askAct')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{what === 'recording' ? t('lead.recordWords') : t('ask.supervisorHint')}</p>
        <Field label={t('lead.reason')} hint={t('lead.reasonHint')}>
          <input className="input" value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <ErrorNotice error={ask.error} />
      </div>
    </Dialog>
  );
}
