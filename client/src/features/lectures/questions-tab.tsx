import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOpenQuestion, type Question, questionRules } from '#shared/questions.ts';
import type { RouteOutput } from '../../lib/http-client.ts';
import { useAction, useRoute } from '../../lib/query.ts';
import { MatterNumber, mayBecomeMatter, QuestionToMatter } from '../../live-react/question-to-matter.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { Answered, Empty } from '../../ui/plain/state.tsx';
import '../../live-react/day-panel.css';

type Lecture = RouteOutput<'getLecture'>;

/** All questions of a lecture with what became of them; those that are left are answered here in writing. */
export function QuestionsTab({ lecture, mayFile }: { lecture: Lecture; mayFile: boolean }) {
  const { t } = useTranslation('questions');
  const answer = useRoute('lectureQuestions', { lectureId: lecture.id }, { refreshMs: 15_000 });
  return (
    <Answered of={answer}>
      {({ questions }) =>
        questions.length === 0 ? (
          <div className="card">
            <Empty title={t('tab.none')} />
          </div>
        ) : (
          <ol className="day-panel__list">
            {questions.map((question) => (
              <Row key={question.id} question={question} lecture={lecture} mayFile={mayFile} />
            ))}
          </ol>
        )
      }
    </Answered>
  );
}

type RowProps = { question: Question; lecture: Lecture; mayFile: boolean };

function Row({ question, lecture, mayFile }: RowProps) {
  const { t } = useTranslation('questions');
  const [isAnswering, setAnswering] = useState(false);
  const { hallName, askedBy, text, state, reason, answer, answeredBy } = question;
  const isLeft = lecture.state === 'ended' && isOpenQuestion(question);
  return (
    <li>
      <strong>{text}</strong>
      <small>
        {askedBy === null ? t('from', { hall: hallName }) : t('fromPerson', { hall: hallName, askedBy })} ·{' '}
        {isLeft ? t('leftOpen') : t(`state.${state}`)}
        {reason !== null && ` · ${reason}`} <MatterNumber question={question} isLink={mayFile} />
      </small>
      {answer !== null && <p>{answer}</p>}
      {answeredBy !== null && <small>{t('tab.answeredBy', { by: answeredBy })}</small>}
      {lecture.mayDirect && mayBecomeMatter(question) && (
        <div className="row">
          <Button onClick={() => setAnswering(true)}>{t(answer === null ? 'act.answer' : 'act.change')}</Button>
          {mayFile && <QuestionToMatter lectureId={lecture.id} question={question} />}
        </div>
      )}
      {isAnswering && <AnswerDialog question={question} lectureId={lecture.id} onClose={() => setAnswering(false)} />}
    </li>
  );
}

type AnswerDialogProps = { question: Question; lectureId: string; onClose: () => void };

function AnswerDialog({ question, lectureId, onClose }: AnswerDialogProps) {
  const { t } = useTranslation(['questions', 'common']);
  const [words, setWords] = useState(question.answer ?? '');
  const answer = useAction('answerQuestion', { refreshes: ['lectureQuestions'], onDone: onClose });
  return (
    <Dialog
      title={t('act.answer')}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button
            look="primary"
            isBusy={answer.isPending}
            disabled={words.trim() === ''}
            onClick={() => answer.mutate({ lectureId, questionId: question.id, answer: words })}
          >
            {t('common:action.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{question.text}</p>
        <Field label={t('tab.answer')}>
          <textarea
            className="input"
            rows={5}
            maxLength={questionRules.mostAnswer}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </Field>
        <ErrorNotice error={answer.error} />
      </div>
    </Dialog>
  );
}
