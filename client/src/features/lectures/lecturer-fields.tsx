import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../lib/http-client.ts';
import { Field } from '../../ui/plain/field.tsx';
import type { PlanField, PlanFields } from './plan-form.ts';

type Lecturers = RouteOutput<'listLecturers'>['lecturers'];
type LecturerFieldsProps = {
  plan: PlanFields;
  lecturers: Lecturers;
  errorAt: (field: PlanField) => string | undefined;
  change: (part: Partial<PlanFields>) => void;
};

/** Who teaches, and who stands by in case that person is gone. */
export function LecturerFields({ plan, lecturers, errorAt, change }: LecturerFieldsProps) {
  const { t } = useTranslation('lectures');
  return (
    <div className="plan__row">
      <Field
        label={t('plan.lecturer')}
        hint={lecturers.length === 0 ? t('plan.noLecturers') : undefined}
        error={errorAt('lecturerId')}
      >
        <select
          className="input"
          value={plan.lecturerId}
          onChange={({ target: { value } }) =>
            change({ lecturerId: value, ...(value === plan.spareId && { spareId: '' }) })
          }
        >
          <option value="">{t('plan.chooseLecturer')}</option>
          <LecturerOptions lecturers={lecturers} chosen={plan.lecturerId} />
        </select>
      </Field>
      <Field label={t('plan.spare')} hint={t('plan.spareHint')} error={errorAt('spareId')}>
        <select className="input" value={plan.spareId} onChange={(event) => change({ spareId: event.target.value })}>
          <option value="">{t('plan.noSpare')}</option>
          <LecturerOptions lecturers={lecturers.filter(({ id }) => id !== plan.lecturerId)} chosen={plan.spareId} />
        </select>
      </Field>
    </div>
  );
}

/** Whoever was chosen and may no longer be stays in the list, so that the field shows what is stored. */
function LecturerOptions({ lecturers, chosen }: { lecturers: Lecturers; chosen: string }) {
  const { t } = useTranslation('lectures');
  const isMissing = chosen !== '' && lecturers.every(({ id }) => id !== chosen);
  return (
    <>
      {isMissing && <option value={chosen}>{t('plan.notAvailable')}</option>}
      {lecturers.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name} · {each.orgName}
        </option>
      ))}
    </>
  );
}
