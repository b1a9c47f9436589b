import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { questionRules } from '#shared/questions.ts';
import { newPartId } from '../../lib/part-id.ts';
import { useAct } from '../../lib/use-act.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { useQuestions } from '../../live-react/use-questions.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';

/** Writes a question for somebody in the hall, and shows where the earlier ones stand. */
export function AskQuestion({ hallId, onClose }: { hallId: string; onClose: () => void }) {
  const { t } = useTranslation(['questions', 'common']);
  const own = useQuestions().filter((question) => question.hallId === hallId);
  const [text, setText] = useState('');
  const [askedBy, setAskedBy] = useState('');
  const { run: send, isBusy, error } = useSend(onClose);
  return (
    <Dialog
      title={t('ask.title')}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button isLarge onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button
            look="primary"
            isLarge
            isBusy={isBusy}
            disabled={text.trim() === ''}
            onClick={() => send(text, askedBy)}
          >
            {t('ask.send')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Field label={t('ask.text')} hint={t('ask.hint')}>
          <textarea
            className="input"
            rows={3}
            maxLength={questionRules.mostText}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        <Field label={t('ask.by')} hint={t('ask.byHint')}>
          <input
            className="input"
            maxLength={30}
            value={askedBy}
            onChange={(event) => setAskedBy(event.target.value)}
          />
        </Field>
        <ErrorNotice error={error} />
        {own.length > 0 && (
          <section>
            <h3>{t('ask.own')}</h3>
            <ul>
              {own.map(({ id, text: words, state, reason, answer }) => (
                <li key={id}>
                  {words} — {t(`state.${state}`)}
                  {reason !== null && `：${reason}`}
                  {answer !== null && `：${answer}`}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}

function useSend(onDone: () => void) {
  const session = useLiveSession();
  // One id while this form is open: sent again after a lost answer it is the same question.
  const [questionId] = useState(newPartId);
  return useAct((text: string, askedBy: string) => {
    const named = askedBy.trim() === '' ? {} : { askedBy: askedBy.trim() };
    return session.ask('question:ask', { questionId, text, ...named });
  }, onDone);
}
