import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOpenQuestion, type Question } from '#shared/questions.ts';
import { Button } from '../ui/plain/button.tsx';
import { Dialog } from '../ui/plain/dialog.tsx';
import { Field } from '../ui/plain/field.tsx';
import { ErrorNotice } from '../ui/plain/notice.tsx';
import { MatterNumber, mayBecomeMatter, QuestionToMatter } from './question-to-matter.tsx';
import { useQuestions } from './use-questions.ts';
import { type Ask, useAsk } from './use-stage.ts';
import './day-panel.css';

/** `filesFor`: the lecture whose questions this reader may turn into matters. */
type QuestionsPanelProps = { filesFor?: string | null };

/** The halls' questions in one order: let through, shown, answered, merged, moved up, refused. */
export function QuestionsPanel({ filesFor = null }: QuestionsPanelProps) {
  const { t } = useTranslation('questions');
  const ask = useAsk();
  const all = useQuestions();
  const open = all.filter(isOpenQuestion);
  const done = all.filter((question) => !isOpenQuestion(question));
  return (
    <section className="day-panel" aria-label={t('panel.title')}>
      <h2>{t('panel.count', { n: open.length })}</h2>
      <ErrorNotice error={ask.error} />
      {open.length === 0 && <p className="soft">{t('panel.none')}</p>}
      <ol className="day-panel__list">
        {open.map((question, index) => (
          <OpenQuestion
            key={question.id}
            question={question}
            open={open}
            previous={open[index - 1]}
            ask={ask}
            filesFor={filesFor}
          />
        ))}
      </ol>
      {done.length > 0 && (
        <details>
          <summary>{t('panel.done', { n: done.length })}</summary>
          <ol className="day-panel__list">
            {done.map((question) => (
              <DoneQuestion key={question.id} question={question} ask={ask} filesFor={filesFor} />
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

function Words({ question, isLink }: { question: Question; isLink: boolean }) {
  const { t } = useTranslation('questions');
  const { hallName, askedBy, text, state, reason } = question;
  return (
    <>
      <strong>{text}</strong>
      <small>
        {askedBy === null ? t('from', { hall: hallName }) : t('fromPerson', { hall: hallName, askedBy })} ·{' '}
        {t(`state.${state}`)}
        {reason !== null && ` · ${reason}`} <MatterNumber question={question} isLink={isLink} />
      </small>
    </>
  );
}

type OpenProps = {
  question: Question;
  open: readonly Question[];
  previous: Question | undefined;
  ask: Ask;
  filesFor: string | null;
};

function OpenQuestion({ question, open, previous, ask, filesFor }: OpenProps) {
  const { t } = useTranslation('questions');
  const [asked, setAsked] = useState<'reject' | 'merge' | null>(null);
  const { id: questionId, state } = question;
  const move = (to: 'approved' | 'onScreen' | 'answeredLive') => ask.run('question:moderate', { questionId, to });
  return (
    <li data-now={state === 'onScreen' || undefined}>
      <Words question={question} isLink={filesFor !== null} />
      <span className="day-panel__acts">
        {state === 'asked' && (
          <Button isBusy={ask.isBusy} onClick={() => move('approved')}>
            {t('act.approve')}
          </Button>
        )}
        {state === 'approved' && (
          <Button look="primary" isBusy={ask.isBusy} onClick={() => move('onScreen')}>
            {t('act.show')}
          </Button>
        )}
        {state === 'onScreen' && (
          <Button isBusy={ask.isBusy} onClick={() => move('approved')}>
            {t('act.hide')}
          </Button>
        )}
        {state !== 'asked' && (
          <Button isBusy={ask.isBusy} onClick={() => move('answeredLive')}>
            {t('act.answered')}
          </Button>
        )}
        {previous && (
          <Button
            look="quiet"
            isBusy={ask.isBusy}
            onClick={() => ask.run('question:order', { questionId, before: previous.id })}
          >
            {t('act.up')}
          </Button>
        )}
        {open.length > 1 && (
          <Button look="quiet" onClick={() => setAsked('merge')}>
            {t('act.merge')}
          </Button>
        )}
        {filesFor && <QuestionToMatter lectureId={filesFor} question={question} />}
        <Button look="quiet-danger" onClick={() => setAsked('reject')}>
          {t('act.reject')}
        </Button>
      </span>
      {asked === 'reject' && <Reject question={question} ask={ask} onClose={() => setAsked(null)} />}
      {asked === 'merge' && <Merge question={question} open={open} ask={ask} onClose={() => setAsked(null)} />}
    </li>
  );
}

type DoneProps = { question: Question; ask: Ask; filesFor: string | null };

function DoneQuestion({ question, ask, filesFor }: DoneProps) {
  const { t } = useTranslation('questions');
  const mayReturn = ['rejected', 'merged', 'answeredLive'].includes(question.state);
  const back = () => ask.run('question:moderate', { questionId: question.id, to: 'approved' });
  return (
    <li>
      <Words question={question} isLink={filesFor !== null} />
      <span className="day-panel__acts">
        {mayReturn && (
          <Button look="quiet" isBusy={ask.isBusy} onClick={back}>
            {t('act.back')}
          </Button>
        )}
        {filesFor && mayBecomeMatter(question) && <QuestionToMatter lectureId={filesFor} question={question} />}
      </span>
    </li>
  );
}

type AskedProps = { question: Question; ask: Ask; onClose: () => void };

function Reject({ question, ask, onClose }: AskedProps) {
  const { t } = useTranslation(['questions', 'common']);
  const [reason, setReason] = useState('');
  const reject = () => {
    ask.run('question:moderate', { questionId: question.id, to: 'rejected', reason });
    onClose();
  };
  return (
    <Dialog
      title={t('reject.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button look="danger" disabled={reason.trim() === ''} onClick={reject}>
            {t('act.reject')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{question.text}</p>
        <Field label={t('reject.reason')} hint={t('reject.hint')}>
          <input className="input" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}

function Merge({ question, open, ask, onClose }: AskedProps & { open: readonly Question[] }) {
  const { t } = useTranslation(['questions', 'common']);
  const merge = (into: string) => {
    ask.run('question:merge', { questionId: question.id, into });
    onClose();
  };
  return (
    <Dialog
      title={t('merge.title')}
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('common:action.cancel')}</Button>}
    >
      <div className="stack">
        <p>{question.text}</p>
        <p className="soft">{t('merge.hint')}</p>
        {open
          .filter(({ id }) => id !== question.id)
          .map((one) => (
            <Button key={one.id} onClick={() => merge(one.id)}>
              {one.text}
            </Button>
          ))}
      </div>
    </Dialog>
  );
}
