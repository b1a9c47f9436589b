import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestDetail } from '#shared/request-facts.ts';
import { useRoute } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Answered } from '../../ui/plain/state.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { PhoneReveal } from './phone-reveal.tsx';
import './desk.css';

type MatterDialogProps = { requestId: string; number: string; onClose: () => void };

/** One of the expert's own matters in full: who, what, against whom, and the way to answer it. */
export function MatterDialog({ requestId, number, onClose }: MatterDialogProps) {
  const { t } = useTranslation(['desk', 'common']);
  const [isAnswering, setAnswering] = useState(false);
  const answer = useRoute('getRequest', { requestId });
  if (isAnswering) {
    return <AnswerDialog row={{ id: requestId, number }} onClose={() => setAnswering(false)} onDone={onClose} />;
  }
  return (
    <Dialog
      title={t('matter.title', { number })}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.close')}</Button>
          {answer.data?.may.answer && (
            <Button look="primary" onClick={() => setAnswering(true)}>
              {t('matter.answer')}
            </Button>
          )}
        </>
      }
    >
      <Answered of={answer}>{(matter) => <MatterFacts matter={matter} />}</Answered>
    </Dialog>
  );
}

function MatterFacts({ matter }: { matter: RequestDetail }) {
  const { t } = useTranslation(['desk', 'common']);
  return (
    <div className="stack">
      <p className="desk-words">{matter.text}</p>
      <dl className="desk-facts">
        <dt>{t('matter.citizen')}</dt>
        <dd>
          {matter.citizenName} {matter.guardian && t('matter.guardian', { name: matter.guardian })}
        </dd>
        <dt>{t('matter.phone')}</dt>
        <dd>
          <PhoneReveal requestId={matter.id} masked={matter.phone} mayReveal={matter.may.revealPhone} />
        </dd>
        <dt>{t('claim.otherParty')}</dt>
        <dd>{matter.otherParty || t('claim.noOtherParty')}</dd>
        <dt>{t('matter.place')}</dt>
        <dd>{matter.placeName || t('board.noPlace')}</dd>
        <dt>{t('matter.field')}</dt>
        <dd>{matter.field ? t(`common:legalField.${matter.field}`) : t('board.noField')}</dd>
        {matter.firm && (
          <>
            <dt>{t('board.enterprise')}</dt>
            <dd>
              {matter.firm.name} · {matter.firm.contact}
            </dd>
          </>
        )}
        <dt>{t('matter.opened')}</dt>
        <dd>{dateTime(matter.openedAt)}</dd>
        {matter.answer && (
          <>
            <dt>{t('matter.answer')}</dt>
            <dd className="desk-words">{matter.answer}</dd>
          </>
        )}
      </dl>
    </div>
  );
}
