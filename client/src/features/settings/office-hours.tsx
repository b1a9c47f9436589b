import { useTranslation } from 'react-i18next';
import { fieldText } from '../../lib/error-text.ts';
import { Button } from '../../ui/plain/button.tsx';
import { CalendarEditor } from './calendar-editor.tsx';
import type { Typed } from './settings-fields.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const MOST_SPANS = 4;

export type PartProps = {
  typed: Typed;
  change: (part: Partial<Typed>) => void;
  mayChange: boolean;
  error: unknown;
};

/** When the clocks of matters run. */
export function OfficeHours({ typed, change, mayChange, error }: PartProps) {
  const { t } = useTranslation('settings');
  const { officeDays, officeHours, calendar } = typed;
  const setSpan = (at: number, part: Partial<(typeof officeHours)[number]>) =>
    change({ officeHours: officeHours.map((span, index) => (index === at ? { ...span, ...part } : span)) });
  const daysError = fieldText(error, 'settings.officeDays');
  const hoursError = fieldText(error, 'settings.officeHours');
  return (
    <section className="card stack" aria-labelledby="office">
      <h2 id="office">{t('office.title')}</h2>
      <p className="soft">{t('office.hint')}</p>
      <fieldset className="field" disabled={!mayChange}>
        <legend className="field__label">{t('office.days')}</legend>
        <div className="row">
          {weekdays.map((day) => (
            <label key={day} className="check">
              <input
                type="checkbox"
                checked={officeDays.includes(day)}
                onChange={(event) =>
                  change({
                    officeDays: weekdays.filter((each) =>
                      each === day ? event.target.checked : officeDays.includes(each),
                    ),
                  })
                }
              />
              {t(`office.day.d${day}`)}
            </label>
          ))}
        </div>
        {daysError && <p className="field__error">{daysError}</p>}
      </fieldset>
      <fieldset className="field" disabled={!mayChange} aria-invalid={hoursError ? true : undefined} tabIndex={-1}>
        <legend className="field__label">{t('office.hours')}</legend>
        {officeHours.map((span, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a span has no name but its place.
          <div key={index} className="row">
            <input
              className="input office__time"
              type="time"
              aria-label={t('office.fromOf', { n: index + 1 })}
              value={span.from}
              onChange={(event) => setSpan(index, { from: event.target.value })}
            />
            –
            <input
              className="input office__time"
              type="time"
              aria-label={t('office.toOf', { n: index + 1 })}
              value={span.to}
              onChange={(event) => setSpan(index, { to: event.target.value })}
            />
            {mayChange && officeHours.length > 1 && (
              <Button
                look="quiet-danger"
                onClick={() => change({ officeHours: officeHours.filter((_, at) => at !== index) })}
              >
                {t('calendar.remove')}
              </Button>
            )}
          </div>
        ))}
        {hoursError && (
          <p className="field__error" role="alert">
            {hoursError}
          </p>
        )}
        {mayChange && officeHours.length < MOST_SPANS && (
          <div>
            <Button
              look="quiet"
              onClick={() => change({ officeHours: [...officeHours, { from: '18:00', to: '20:00' }] })}
            >
              {t('office.more')}
            </Button>
          </div>
        )}
      </fieldset>
      <CalendarEditor calendar={calendar} mayChange={mayChange} onChange={(rows) => change({ calendar: rows })} />
    </section>
  );
}
