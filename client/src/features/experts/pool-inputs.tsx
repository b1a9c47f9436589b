import { useTranslation } from 'react-i18next';
import { type ExpertPool, expertLevels, expertLimits } from '#shared/expert-profile.ts';
import { legalFields } from '#shared/kit/legal-field.ts';
import { Field } from '../../ui/plain/field.tsx';

/** As they are typed: the cap is a number only once it is one, and empty where the county's holds. */
export type PoolFields = Pick<ExpertPool, 'level' | 'fields' | 'termFrom' | 'termTo'> & {
  coverage: ReadonlySet<string>;
  cap: string;
};

type PoolInputsProps = {
  fields: PoolFields;
  errorAt: (name: 'fields' | 'term' | 'cap', path?: string) => string | undefined;
  onChange: (part: Partial<PoolFields>) => void;
};

/** Level, fields, term and cap. */
export function PoolInputs({ fields, errorAt, onChange }: PoolInputsProps) {
  const { t } = useTranslation(['experts', 'common']);
  const fieldsError = errorAt('fields');
  return (
    <>
      <fieldset className="field">
        <legend className="field__label">{t('form.level')}</legend>
        <div className="row">
          {expertLevels.map((level) => (
            <label key={level} className="check">
              <input type="radio" name="level" checked={fields.level === level} onChange={() => onChange({ level })} />
              {t(`level.${level}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset className="field">
        <legend className="field__label">{t('form.fields')}</legend>
        <p className="field__hint">{t('form.fieldsHint')}</p>
        <div className="row">
          {legalFields.map((field) => (
            <label key={field} className="check">
              <input
                type="checkbox"
                checked={fields.fields.includes(field)}
                onChange={(event) =>
                  onChange({
                    fields: legalFields.filter((each) =>
                      each === field ? event.target.checked : fields.fields.includes(each),
                    ),
                  })
                }
              />
              {t(`common:legalField.${field}`)}
            </label>
          ))}
        </div>
        {fieldsError && (
          <p className="field__error" role="alert">
            {fieldsError}
          </p>
        )}
      </fieldset>
      <Field label={t('form.termFrom')} error={errorAt('term', 'termFrom')}>
        <input
          className="input"
          type="date"
          value={fields.termFrom}
          onChange={(event) => onChange({ termFrom: event.target.value })}
        />
      </Field>
      <Field label={t('form.termTo')} error={errorAt('term', 'termTo')}>
        <input
          className="input"
          type="date"
          value={fields.termTo}
          onChange={(event) => onChange({ termTo: event.target.value })}
        />
      </Field>
      <Field label={t('form.cap')} hint={t('form.capHint')} error={errorAt('cap')}>
        <input
          className="input"
          type="number"
          inputMode="numeric"
          min={1}
          max={expertLimits.maxCap}
          value={fields.cap}
          onChange={(event) => onChange({ cap: event.target.value })}
        />
      </Field>
    </>
  );
}
