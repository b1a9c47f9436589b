import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClientError } from '../../lib/client-error.ts';
import { fieldText } from '../../lib/error-text.ts';
import { useAction } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { LeaveGuard } from '../../ui/plain/leave-guard.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { Tick } from '../../ui/plain/tick.tsx';
import { toast } from '../../ui/plain/toast.tsx';
import { OfficeHours, type PartProps } from './office-hours.tsx';
import { type Answer, inputOf, type NumberField, typedOf, wrongNumbers } from './settings-fields.ts';
import './settings.css';

const groups = ['lecture', 'routing', 'consultation', 'after'] as const;

type SettingsFormProps = { answer: Answer; mayChange: boolean; onReload: () => void };

/** The county's own rules, in words, each with its unit, bounds and usual value. */
export function SettingsForm({ answer, mayChange, onReload }: SettingsFormProps) {
  const { t } = useTranslation('settings');
  const [typed, setTyped] = useState(() => typedOf(answer));
  const [isTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const save = useAction('changeSettings', { refreshes: ['getSettings'], onDone: () => toast(t('saved')) });
  const change = (part: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...part }));
  const isDirty = JSON.stringify(typed) !== JSON.stringify(typedOf(answer));
  const wrong = isTried ? wrongNumbers(answer, typed) : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (save.isPending) return;
    if (wrongNumbers(answer, typed).length === 0) save.mutate(inputOf(answer, typed));
    else setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const part = { typed, change, mayChange, error: save.error };
  const isOld = save.error instanceof ClientError && save.error.reason === 'settings_changed';
  return (
    <form ref={form} className="stack stack--wide" noValidate onSubmit={submit}>
      <LeaveGuard isOn={isDirty} title={t('leave.title')} words={t('leave.words')} />
      {!mayChange && <Notice>{t('readOnly')}</Notice>}
      <OfficeHours {...part} />
      {groups.map((group) => (
        <section key={group} className="card stack" aria-labelledby={group}>
          <h2 id={group}>{t(`group.${group}`)}</h2>
          {group === 'lecture' && <RoomPhotos {...part} />}
          <div className="settings-numbers">
            {answer.numbers
              .filter((field) => field.group === group)
              .map((field) => (
                <NumberInput key={field.key} field={field} isWrong={wrong.includes(field)} {...part} />
              ))}
          </div>
        </section>
      ))}
      <Texts {...part} />
      {wrong.length > 0 && <Notice look="danger">{t('wrong', { n: wrong.length })}</Notice>}
      <ErrorNotice error={save.error} actions={isOld && <Button onClick={onReload}>{t('reload')}</Button>} />
      {mayChange && (
        <div className="row">
          <Button look="primary" type="submit" isLarge isBusy={save.isPending}>
            {t('save')}
          </Button>
          {isDirty && <Button onClick={() => setTyped(typedOf(answer))}>{t('undo')}</Button>}
        </div>
      )}
    </form>
  );
}

function RoomPhotos({ typed, change, mayChange }: PartProps) {
  const { t } = useTranslation('settings');
  return (
    <fieldset className="field" disabled={!mayChange}>
      <Tick isOn={typed.roomPhotos} onChange={(roomPhotos) => change({ roomPhotos })} words={t('key.roomPhotos')} />
      <p className="field__hint">{t('hint.roomPhotos')}</p>
    </fieldset>
  );
}

function NumberInput({
  field,
  isWrong,
  typed,
  change,
  mayChange,
  error,
}: PartProps & { field: NumberField; isWrong: boolean }) {
  const { t } = useTranslation('settings');
  const { key, min, max, usual } = field;
  const unit = t(`unit.${field.unit}`);
  const bounds = { min, max, usual, unit };
  return (
    <Field
      label={t(`key.${key}`)}
      hint={t('bounds', bounds)}
      error={isWrong ? t('outOfBounds', bounds) : fieldText(error, `settings.${key}`)}
    >
      <input
        className="input settings-number"
        inputMode="numeric"
        maxLength={6}
        disabled={!mayChange}
        value={typed.numbers[key] ?? ''}
        onChange={(event) => change({ numbers: { ...typed.numbers, [key]: event.target.value } })}
      />
    </Field>
  );
}

const texts = ['helpTelephone', 'recordPrefix', 'agreementPrefix'] as const;

function Texts({ typed, change, mayChange, error }: PartProps) {
  const { t } = useTranslation('settings');
  return (
    <section className="card stack" aria-labelledby="texts">
      <h2 id="texts">{t('group.texts')}</h2>
      <div className="settings-numbers">
        {texts.map((key) => (
          <Field key={key} label={t(`key.${key}`)} hint={t(`hint.${key}`)} error={fieldText(error, `settings.${key}`)}>
            <input
              className="input"
              maxLength={key === 'helpTelephone' ? 40 : 12}
              disabled={!mayChange}
              value={typed[key]}
              onChange={(event) => change({ [key]: event.target.value })}
            />
          </Field>
        ))}
      </div>
    </section>
  );
}
