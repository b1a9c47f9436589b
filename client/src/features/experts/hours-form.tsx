import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExpertHours, weekdays } from '#shared/expert-profile.ts';
import { fieldText } from '../../lib/error-text.ts';
import { useAction } from '../../lib/query.ts';
import { dayKey } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { toast } from '../../ui/plain/toast.tsx';
import { endTimes, quarterTimes } from './span-times.ts';
import './hours.css';

type HoursFormProps = { hours: ExpertHours; onSaved: () => void; onCancel: () => void };
type ListName = keyof ExpertHours;

/** Weekly hours, days off and extra hours of the expert who looks at it. */
export function HoursForm({ hours, onSaved, onCancel }: HoursFormProps) {
  const { t } = useTranslation(['desk', 'experts', 'common']);
  const [draft, setDraft] = useState(hours);
  const save = useAction('setHours', {
    refreshes: ['ownExpert', 'publicExpert'],
    onDone: () => {
      toast(t('schedule.saved'));
      onSaved();
    },
  });
  const today = dayKey(new Date().toISOString());
  const put = <L extends ListName>(list: L, rows: ExpertHours[L]) => setDraft({ ...draft, [list]: rows });
  const list = <L extends ListName>(name: L) => ({
    error: (index: number) =>
      (['from', 'to', 'date'] as const)
        .map((field) => fieldText(save.error, `${name}.${index}.${field}`))
        .find((sentence) => sentence !== undefined),
    drop: (index: number) => setDraft({ ...draft, [name]: draft[name].filter((_, at) => at !== index) }),
  });
  const [weekly, timeOff, extra] = [list('weekly'), list('timeOff'), list('extra')];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate(draft);
  };
  return (
    <form className="stack stack--wide" onSubmit={submit} noValidate>
      <Rows
        title={t('schedule.weekly')}
        add={t('schedule.addSpan')}
        onAdd={() => put('weekly', [...draft.weekly, { weekday: 1, from: '09:00', to: '11:30' }])}
      >
        {draft.weekly.length === 0 && (
          <div>
            <Button onClick={() => put('weekly', officeWeek)}>{t('schedule.fillOffice')}</Button>
          </div>
        )}
        {draft.weekly.map((row, index) => (
          <Row key={keyOf(index)} number={index + 1} error={weekly.error(index)} onDrop={() => weekly.drop(index)}>
            <Choice
              label={t('schedule.weekday')}
              value={String(row.weekday)}
              options={weekdays.map((day) => ({ value: String(day), word: t(`experts:weekday.d${day}`) }))}
              onChange={(value) => {
                const weekday = weekdays.find((day) => String(day) === value) ?? 1;
                put('weekly', replaced(draft.weekly, index, { ...row, weekday }));
              }}
            />
            <Span row={row} onChange={(span) => put('weekly', replaced(draft.weekly, index, { ...row, ...span }))} />
          </Row>
        ))}
      </Rows>
      <Rows
        title={t('schedule.timeOff')}
        add={t('schedule.addOff')}
        onAdd={() => put('timeOff', [...draft.timeOff, { from: today, to: today, note: '' }])}
      >
        {draft.timeOff.map((row, index) => (
          <Row key={keyOf(index)} number={index + 1} error={timeOff.error(index)} onDrop={() => timeOff.drop(index)}>
            <Day
              label={t('schedule.first')}
              value={row.from}
              onChange={(from) =>
                put('timeOff', replaced(draft.timeOff, index, { ...row, from, to: later(from, row.to) }))
              }
            />
            <Day
              label={t('schedule.last')}
              value={row.to}
              onChange={(to) => put('timeOff', replaced(draft.timeOff, index, { ...row, to }))}
            />
            <label className="hours-row__part">
              <span className="small">{t('schedule.note')}</span>
              <input
                className="input"
                maxLength={60}
                value={row.note}
                onChange={(event) =>
                  put('timeOff', replaced(draft.timeOff, index, { ...row, note: event.target.value }))
                }
              />
            </label>
          </Row>
        ))}
      </Rows>
      <Rows
        title={t('schedule.extraDays')}
        add={t('schedule.addExtra')}
        onAdd={() => put('extra', [...draft.extra, { date: today, from: '14:00', to: '16:00' }])}
      >
        {draft.extra.map((row, index) => (
          <Row key={keyOf(index)} number={index + 1} error={extra.error(index)} onDrop={() => extra.drop(index)}>
            <Day
              label={t('schedule.date')}
              value={row.date}
              onChange={(date) => put('extra', replaced(draft.extra, index, { ...row, date }))}
            />
            <Span row={row} onChange={(span) => put('extra', replaced(draft.extra, index, { ...row, ...span }))} />
          </Row>
        ))}
      </Rows>
      <ErrorNotice error={save.error} />
      <div className="row">
        <Button look="primary" type="submit" isBusy={save.isPending}>
          {t('schedule.save')}
        </Button>
        <Button onClick={onCancel}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
}

/** Most begin with this and take away. */
const officeWeek: ExpertHours['weekly'] = ([1, 2, 3, 4, 5] as const).flatMap((weekday) => [
  { weekday, from: '08:30', to: '11:30' },
  { weekday, from: '13:30', to: '17:00' },
]);

/** Rows have no identity of their own; all of a row is in its controls. */
const keyOf = (index: number): string => `row ${index}`;

/** Of two days. */
const later = (one: string, other: string): string => [one, other].sort()[1] ?? other;

function replaced<T>(rows: readonly T[], index: number, row: T): T[] {
  return rows.map((each, at) => (at === index ? row : each));
}

function Rows({ title, add, onAdd, children }: { title: string; add: string; onAdd: () => void; children: ReactNode }) {
  return (
    <fieldset className="stack">
      <legend className="field__label">{title}</legend>
      {children}
      <div>
        <Button onClick={onAdd}>{add}</Button>
      </div>
    </fieldset>
  );
}

type RowProps = { number: number; error: string | undefined; onDrop: () => void; children: ReactNode };

function Row({ number, error, onDrop, children }: RowProps) {
  const { t } = useTranslation('desk');
  return (
    <fieldset className="hours-row" aria-label={t('schedule.rowOf', { n: number })}>
      {children}
      <Button look="quiet-danger" aria-label={t('schedule.removeOf', { n: number })} onClick={onDrop}>
        {t('schedule.remove')}
      </Button>
      {error && (
        <p className="field__error hours-row__error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

type SpanValue = { from: string; to: string };

function Span({ row, onChange }: { row: SpanValue; onChange: (span: SpanValue) => void }) {
  const { t } = useTranslation('desk');
  const options = (times: readonly string[]) => times.map((time) => ({ value: time, word: time }));
  return (
    <>
      <Choice
        label={t('schedule.from')}
        value={row.from}
        options={options(quarterTimes)}
        onChange={(from) => onChange({ from, to: row.to })}
      />
      <Choice
        label={t('schedule.to')}
        value={row.to}
        options={options(endTimes)}
        onChange={(to) => onChange({ from: row.from, to })}
      />
    </>
  );
}

type ChoiceProps = {
  label: string;
  value: string;
  options: readonly { value: string; word: string }[];
  onChange: (value: string) => void;
};

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <label className="hours-row__part">
      <span className="small">{label}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </select>
    </label>
  );
}

function Day({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="hours-row__part">
      <span className="small">{label}</span>
      <input
        className="input"
        type="date"
        required
        value={value}
        onChange={(event) => event.target.value && onChange(event.target.value)}
      />
    </label>
  );
}
