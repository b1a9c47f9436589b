import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Visit, type VisitResult, visitResults } from '#shared/visits.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { useAction } from '../../lib/query.ts';
import { dateTime, dayName } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { toast } from '../../ui/plain/toast.tsx';
import './visits.css';

const noteMax = 500;
type Problem = 'resultNeeded' | 'noteNeeded';

/** One call: the number, what to say, and what it came to. */
export function VisitDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const { t } = useTranslation(['after', 'common']);
  const [result, setResult] = useState<VisitResult | null>(null);
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isAsked, setAsked] = useState(false);
  const refreshes = ['listVisits', 'requestVisits', 'getRequest'] as const;
  const onDone = ({ state }: Visit) => {
    toast(t(state === 'done' ? 'call.saved' : 'call.again'));
    onClose();
  };
  const record = useAction('recordVisit', { refreshes, onDone });
  const send = () => {
    if (result !== null) record.mutate({ visitId: visit.id, result, note });
  };
  const save = () => {
    const wrong =
      result === null ? 'resultNeeded' : result === 'doesNotHold' && note.trim() === '' ? 'noteNeeded' : null;
    setProblem(wrong);
    if (wrong !== null) return;
    if (result === 'doesNotHold') setAsked(true);
    else send();
  };
  if (isAsked)
    return (
      <Confirm
        title={t('call.reopen')}
        act={t('call.reopenAct')}
        isDanger
        isBusy={record.isPending}
        error={record.error}
        onConfirm={send}
        onCancel={() => setAsked(false)}
      >
        <p>{t('call.reopenWords')}</p>
        <p className="visit-note">{note}</p>
      </Confirm>
    );
  return (
    <Dialog
      title={t('call.title', { number: visit.number })}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button look="primary" isBusy={record.isPending} onClick={save}>
            {t('call.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Whom visit={visit} />
        <Script visit={visit} />
        <Results
          visit={visit}
          result={result}
          choose={setResult}
          error={problem === 'resultNeeded' && t('call.resultNeeded')}
        />
        <Field
          label={t('call.note')}
          hint={t('call.noteHint', { max: noteMax })}
          error={problem === 'noteNeeded' && note.trim() === '' ? t('call.noteNeeded') : undefined}
        >
          <textarea
            className="input"
            maxLength={noteMax}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
        <ErrorNotice error={record.error} />
      </div>
    </Dialog>
  );
}

/** Whom to call; the whole number only on demand, and the audit knows who asked. */
function Whom({ visit: { id, citizenName, placeName, phone, state, dueAt, tries } }: { visit: Visit }) {
  const { t } = useTranslation('after');
  const language = useLanguage();
  const reveal = useAction('revealVisitPhone');
  const whole = reveal.data?.phone;
  return (
    <>
      {state === 'planned' && <Notice look="attention">{t('call.early', { day: dayName(dueAt, language) })}</Notice>}
      <dl className="visit-facts">
        <dt>{t('visits.who')}</dt>
        <dd>
          {citizenName} <span className="soft">{placeName}</span>
        </dd>
        <dt>{t('call.phone')}</dt>
        <dd className="row">
          {phone === '' && t('call.noPhone')}
          {whole ? <a href={`tel:${whole}`}>{whole}</a> : phone}
          {phone !== '' && !whole && (
            <Button isBusy={reveal.isPending} onClick={() => reveal.mutate({ visitId: id })}>
              {t('call.show')}
            </Button>
          )}
        </dd>
        {tries.length > 0 && (
          <>
            <dt>{t('call.earlier')}</dt>
            <dd>
              {tries.map(({ at, by, note }) => (
                <div key={at}>
                  {dateTime(at)} {by} <span className="soft">{note}</span>
                </div>
              ))}
            </dd>
          </>
        )}
      </dl>
      <ErrorNotice error={reveal.error} />
    </>
  );
}

function Script({ visit: { number, concludedAt, outcome } }: { visit: Visit }) {
  const { t } = useTranslation(['after', 'requests']);
  const language = useLanguage();
  const said = outcome ? t(`requests:outcome.${outcome}`) : '';
  return (
    <section className="visit-script" aria-labelledby="visit-script">
      <h3 id="visit-script">{t('call.script')}</h3>
      <p>{t('call.hello', { day: dayName(concludedAt, language), number, outcome: said })}</p>
      <p>{t('call.ask')}</p>
      <p>{t('call.askMore')}</p>
      <p>{t('call.askService')}</p>
      <p>{t('call.thanks')}</p>
    </section>
  );
}

type ResultsProps = {
  visit: Visit;
  result: VisitResult | null;
  choose: (result: VisitResult) => void;
  error: ReactNode;
};

function Results({ visit: { tries, maxTries }, result, choose, error }: ResultsProps) {
  const { t } = useTranslation('after');
  const isLast = tries.length + 1 >= maxTries;
  return (
    <fieldset>
      <legend className="field__label">{t('call.result')}</legend>
      {visitResults.map((each) => (
        <label key={each} className="check">
          <input type="radio" name="visit-result" checked={result === each} onChange={() => choose(each)} />
          {each === 'unreachable' && isLast ? t('call.lastTry') : t(`call.choose.${each}`)}
        </label>
      ))}
      {error && (
        <p className="field__error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
