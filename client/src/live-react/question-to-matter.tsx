import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type LegalField, legalFields } from '#shared/kit/legal-field.ts';
import type { Question } from '#shared/questions.ts';
import { paths } from '../lib/paths.ts';
import { useAction } from '../lib/query.ts';
import { Button } from '../ui/plain/button.tsx';
import { Confirm } from '../ui/plain/confirm.tsx';
import { Field } from '../ui/plain/field.tsx';
import { LegalFieldOptions } from '../ui/plain/legal-field-options.tsx';
import { toast } from '../ui/plain/toast.tsx';

type QuestionToMatterProps = { lectureId: string; question: Question };

/** What needs more than an answer becomes a matter in one step; the hall's contact is called back. */
export function QuestionToMatter({ lectureId, question }: QuestionToMatterProps) {
  const { t } = useTranslation(['questions', 'common']);
  const [isAsked, setAsked] = useState(false);
  const [field, setField] = useState<LegalField | null>(null);
  const turn = useAction('turnIntoRequest', {
    refreshes: ['lectureQuestions', 'listRequests'],
    onDone: ({ requestNumber }) => {
      setAsked(false);
      toast(t('matter.done', { number: requestNumber ?? '' }));
    },
  });
  return (
    <>
      <Button look="quiet" onClick={() => setAsked(true)}>
        {t('act.toMatter')}
      </Button>
      {isAsked && (
        <Confirm
          title={t('matter.title')}
          act={t('act.toMatter')}
          isBusy={turn.isPending}
          error={turn.error}
          onCancel={() => setAsked(false)}
          onConfirm={() => turn.mutate({ lectureId, questionId: question.id, field })}
        >
          <p>{question.text}</p>
          <p className="soft">{t('matter.hint', { hall: question.hallName })}</p>
          <Field label={t('matter.field')}>
            <select
              className="input"
              value={field ?? ''}
              onChange={(event) => setField(legalFields.find((each) => each === event.target.value) ?? null)}
            >
              <LegalFieldOptions none={t('matter.later')} />
            </select>
          </Field>
        </Confirm>
      )}
    </>
  );
}

/** Rejected and merged ones have had their answer. */
export const mayBecomeMatter = ({ state }: Question): boolean =>
  !['rejected', 'merged', 'becameRequest'].includes(state);

/** The number of the matter; a link for whoever may open it. */
export function MatterNumber({ question, isLink }: { question: Question; isLink: boolean }) {
  const { requestId, requestNumber } = question;
  if (requestId === null || requestNumber === null) return null;
  return isLink ? <Link to={paths.request(requestId)}>{requestNumber}</Link> : requestNumber;
}
