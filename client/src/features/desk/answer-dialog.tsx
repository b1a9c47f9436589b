import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Outcome, outcomes } from '#shared/request-facts.ts';
import { useDraft } from '../../lib/draft.ts';
import { fieldText } from '../../lib/error-text.ts';
import { useAction } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { toast } from '../../ui/plain/toast.tsx';

/** An agreement is signed, never only said. */
const writable = outcomes.filter((outcome): outcome is Exclude<Outcome, 'agreement'> => outcome !== 'agreement');

type AnswerDialogProps = { row: { id: string; number: string }; onClose: () => void; onDone: () => void };

/** An answer in writing, without a meeting. What is typed stays in this tab until it is sent. */
export function AnswerDialog({ row, onClose, onDone }: AnswerDialogProps) {
  const { t } = useTranslation(['desk', 'common']);
  const formId = useId();
  const draft = useDraft(`answer ${row.id}`, { text: '' });
  const [outcome, setOutcome] = useState<(typeof writable)[number]>('answered');
  const [isTried, setTried] = useState(false);
  const send = useAction('answerRequest', {
    refreshes: ['listRequests', 'getRequest', 'ownExpert'],
    onDone: () => {
      draft.forget();
      toast(t('matter.answered'));
      onDone();
    },
  });
  const isMissing = draft.value.text.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isMissing && !send.isPending) send.mutate({ requestId: row.id, answer: draft.value.text, outcome });
  };
  return (
    <Dialog
      title={t('matter.answerTitle', { number: row.number })}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.back')}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={send.isPending}>
            {t('matter.send')}
          </Button>
        </>
      }
    >
      <form id={formId} className="stack" onSubmit={submit} noValidate>
        <Field
          label={t('matter.answerText')}
          hint={t('matter.answerHint')}
          error={isTried && isMissing ? t('matter.answerNeeded') : fieldText(send.error, 'answer')}
        >
          <textarea
            className="input"
            rows={9}
            maxLength={5_000}
            value={draft.value.text}
            onChange={(event) => draft.change({ text: event.target.value })}
          />
        </Field>
        <Field label={t('matter.outcome')}>
          <select
            className="input"
            value={outcome}
            onChange={(event) => setOutcome(writable.find((each) => each === event.target.value) ?? 'answered')}
          >
            {writable.map((each) => (
              <option key={each} value={each}>
                {t(`outcome.${each}`)}
              </option>
            ))}
          </select>
        </Field>
        <ErrorNotice error={send.error} />
      </form>
    </Dialog>
  );
}
