import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/plain/badge.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { type CalendarRow, type CalendarSpan, daysOf, spansOf, withDays, withoutSpan } from './settings-fields.ts';

type CalendarEditorProps = {
  calendar: readonly CalendarRow[];
  mayChange: boolean;
  onChange: (calendar: CalendarRow[]) => void;
};

/** Holidays and 调休 days: what is otherwise than the weekday says. */
export function CalendarEditor({ calendar, mayChange, onChange }: CalendarEditorProps) {
  const { t } = useTranslation(['settings', 'common']);
  const spans = spansOf(calendar);
  return (
    <div className="stack">
      <h3>{t('calendar.title')}</h3>
      <p className="soft">{t('calendar.hint')}</p>
      {spans.length === 0 ? (
        <p className="soft">{t('calendar.none')}</p>
      ) : (
        <ul className="calendar-spans">
          {spans.map((span) => (
            <li key={span.from} className="row row--apart">
              <span>
                {span.from === span.to ? span.from : t('calendar.span', span)}{' '}
                <Badge look={span.kind === 'off' ? 'off' : 'info'}>{t(`calendar.${span.kind}`)}</Badge>
              </span>
              {mayChange && (
                <Button
                  look="quiet-danger"
                  aria-label={t('calendar.removeOf', span)}
                  onClick={() => onChange(withoutSpan(calendar, span))}
                >
                  {t('calendar.remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && <NewSpan onAdd={(days) => onChange(withDays(calendar, days))} />}
    </div>
  );
}

function NewSpan({ onAdd }: { onAdd: (days: CalendarRow[]) => void }) {
  const { t } = useTranslation('settings');
  const [span, setSpan] = useState<CalendarSpan>({ from: '', to: '', kind: 'off' });
  const [isTried, setTried] = useState(false);
  const days = span.from ? daysOf({ ...span, to: span.to || span.from }) : [];
  const add = () => {
    setTried(days.length === 0);
    if (days.length === 0) return;
    onAdd(days);
    setSpan({ from: '', to: '', kind: 'off' });
  };
  return (
    <fieldset className="calendar-new">
      <legend className="field__label">{t('calendar.add')}</legend>
      <Field label={t('calendar.from')} error={isTried ? t('calendar.wrong') : undefined}>
        <input
          className="input"
          type="date"
          value={span.from}
          onChange={(event) => setSpan({ ...span, from: event.target.value })}
        />
      </Field>
      <Field label={t('calendar.to')}>
        <input
          className="input"
          type="date"
          min={span.from}
          value={span.to}
          onChange={(event) => setSpan({ ...span, to: event.target.value })}
        />
      </Field>
      <Field label={t('calendar.kind')}>
        <select
          className="input"
          value={span.kind}
          onChange={(event) => setSpan({ ...span, kind: event.target.value === 'work' ? 'work' : 'off' })}
        >
          <option value="off">{t('calendar.off')}</option>
          <option value="work">{t('calendar.work')}</option>
        </select>
      </Field>
      <Button onClick={add}>{t('calendar.addAct')}</Button>
    </fieldset>
  );
}
