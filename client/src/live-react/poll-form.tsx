import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PollKind } from '#shared/polls.ts';
import { newPartId } from '../lib/part-id.ts';
import { useAct } from '../lib/use-act.ts';
import { Button } from '../ui/plain/button.tsx';
import { Dialog } from '../ui/plain/dialog.tsx';
import { Field } from '../ui/plain/field.tsx';
import { ErrorNotice } from '../ui/plain/notice.tsx';
import { useLiveSession } from './live-provider.tsx';
import './polls.css';

const kinds: readonly PollKind[] = ['single', 'multiple', 'yesNo', 'quiz'];
const most = 8;

/** A new poll as a draft; it is opened from the list. */
export function PollForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['polls', 'common']);
  const session = useLiveSession();
  const [pollId] = useState(newPartId);
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<PollKind>('single');
  const [counting, setCounting] = useState<'hands' | 'hall'>('hands');
  const [options, setOptions] = useState<readonly string[]>(['', '']);
  const [right, setRight] = useState(0);
  const written = kind === 'yesNo' ? [] : options.map((option) => option.trim());
  const isFit = title.trim() !== '' && written.every((option) => option !== '');
  const words = { title, kind, counting, options: written, right: kind === 'quiz' ? right : null };
  const save = useAct(() => session.ask('poll:create', { pollId, ...words }), onClose);
  return (
    <Dialog
      title={t('make')}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button look="primary" isBusy={save.isBusy} disabled={!isFit} onClick={save.run}>
            {t('common:action.save')}
          </Button>
        </>
      }
    >
      <div className="poll-form">
        <Field label={t('form.title')}>
          <input className="input" maxLength={100} value={title} onChange={(event) => setTitle(event.target.value)} />
        </Field>
        <Field label={t('form.kind')}>
          <select
            className="input"
            value={kind}
            onChange={(event) => setKind(kinds.find((each) => each === event.target.value) ?? 'single')}
          >
            {kinds.map((each) => (
              <option key={each} value={each}>
                {t(`kind.${each}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('form.counting')} hint={t('form.countingHint')}>
          <select
            className="input"
            value={counting}
            onChange={(event) => setCounting(event.target.value === 'hall' ? 'hall' : 'hands')}
          >
            <option value="hands">{t('counting.hands')}</option>
            <option value="hall">{t('counting.hall')}</option>
          </select>
        </Field>
        {kind !== 'yesNo' && (
          <Options
            options={options}
            setOptions={setOptions}
            right={kind === 'quiz' ? right : null}
            setRight={setRight}
          />
        )}
        <ErrorNotice error={save.error} />
      </div>
    </Dialog>
  );
}

type OptionsProps = {
  options: readonly string[];
  setOptions: (options: readonly string[]) => void;
  /** Null where there is none. */
  right: number | null;
  setRight: (right: number) => void;
};

function Options({ options, setOptions, right, setRight }: OptionsProps) {
  const { t } = useTranslation('polls');
  return (
    <>
      {options.map((option, n) => (
        // Options have no name but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={n} className="poll-form__option">
          <input
            className="input"
            aria-label={t('form.option', { n: n + 1 })}
            placeholder={t('form.option', { n: n + 1 })}
            maxLength={60}
            value={option}
            onChange={(event) => setOptions(options.map((each, at) => (at === n ? event.target.value : each)))}
          />
          {right !== null && (
            <label>
              <input type="radio" name="right" checked={right === n} onChange={() => setRight(n)} /> {t('right')}
            </label>
          )}
        </div>
      ))}
      <div>
        <Button disabled={options.length >= most} onClick={() => setOptions([...options, ''])}>
          {t('form.more')}
        </Button>{' '}
        <Button
          look="quiet"
          disabled={options.length <= 2}
          onClick={() => {
            setOptions(options.slice(0, -1));
            setRight(0);
          }}
        >
          {t('form.fewer')}
        </Button>
      </div>
    </>
  );
}
