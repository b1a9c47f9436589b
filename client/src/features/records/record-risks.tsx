import { useTranslation } from 'react-i18next';
import { type RecordContent, recordRules } from '#shared/record-content.ts';
import { fieldText } from '../../lib/error-text.ts';
import { newPartId } from '../../lib/part-id.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import type { DraftSaver } from './draft-saver.ts';

type Risks = RecordContent['risks'];
type Risk = Risks[number];
const levels = ['high', 'medium', 'low'] as const;

/** The risks of a firm's check-up sheet, each with its level and advice. */
export function RecordRisks({ saver, risks, error }: { saver: DraftSaver; risks: Risks; error: unknown }) {
  const { t } = useTranslation('papers');
  const write = (next: Risks) => saver.change('risks', next);
  const change = (id: Risk['id'], part: Partial<Risk>) =>
    write(risks.map((risk) => (risk.id === id ? { ...risk, ...part } : risk)));
  const add = () => write([...risks, { id: newPartId(), risk: '', level: 'medium', advice: '' }]);
  return (
    <fieldset className="stack">
      <legend className="field__label">{t('record.risks')}</legend>
      {risks.map((risk, n) => (
        <div key={risk.id} className="record-risk">
          <Field label={t('risk.risk', { n: n + 1 })} error={fieldText(error, `risks.${n}.risk`)}>
            <textarea
              className="input"
              rows={2}
              maxLength={500}
              value={risk.risk}
              onChange={(event) => change(risk.id, { risk: event.target.value })}
            />
          </Field>
          <Field label={t('risk.level')}>
            <select
              className="input"
              value={risk.level}
              onChange={(event) =>
                change(risk.id, { level: levels.find((level) => level === event.target.value) ?? 'medium' })
              }
            >
              {levels.map((level) => (
                <option key={level} value={level}>
                  {t(`level.${level}`)}
                </option>
              ))}
            </select>
          </Field>
          <Field label={t('risk.advice')} error={fieldText(error, `risks.${n}.advice`)}>
            <textarea
              className="input"
              rows={2}
              maxLength={1_000}
              value={risk.advice}
              onChange={(event) => change(risk.id, { advice: event.target.value })}
            />
          </Field>
          <Button look="quiet-danger" onClick={() => write(risks.filter((each) => each.id !== risk.id))}>
            {t('risk.remove')}
          </Button>
        </div>
      ))}
      <div>{risks.length < recordRules.maxRisks && <Button onClick={add}>{t('risk.add')}</Button>}</div>
    </fieldset>
  );
}
