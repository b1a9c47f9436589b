import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Org } from '#shared/orgs.ts';
import { useDraft } from '../../lib/draft.ts';
import { fieldText } from '../../lib/error-text.ts';
import type { RouteInput, RouteOutput } from '../../lib/http-client.ts';
import { BranchPicker } from '../../ui/console/branch-picker.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { LeaveGuard } from '../../ui/plain/leave-guard.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { LecturerFields } from './lecturer-fields.tsx';
import { missingFields, type PlanField, type PlanFields, planLimits, toInput } from './plan-form.ts';
import './lecture-plan.css';

type LecturePlanProps = {
  /** Under which what is typed is kept in this tab. */
  draftKey: string;
  initial: PlanFields;
  /** Places of the planner's branch that have a hall. */
  orgs: readonly Org[];
  lecturers: RouteOutput<'listLecturers'>['lecturers'];
  isPublished: boolean;
  isBusy: boolean;
  error: unknown;
  onSave: (input: RouteInput<'createLecture'>, forgetDraft: () => void) => void;
};

const missingWords = {
  title: 'plan.required.title',
  lecturerId: 'plan.required.lecturer',
  startAt: 'plan.required.startAt',
  plannedMinutes: 'plan.required.minutes',
  audience: 'plan.required.audience',
} as const;

const focusFirstWrong = (form: HTMLFormElement | null) =>
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();

/** The one form of a lecture. What is wrong stands at its field; what was typed survives errors and reloads. */
export function LecturePlan(props: LecturePlanProps) {
  const { draftKey, initial, orgs, lecturers, isPublished, isBusy, error, onSave } = props;
  const { t } = useTranslation('lectures');
  const { value: plan, change, isDirty, isRestored, forget } = useDraft(draftKey, initial);
  const [isTried, setTried] = useState(false);
  const [isNoteShown, setNoteShown] = useState(isRestored);
  const form = useRef<HTMLFormElement>(null);
  const missing = isTried ? missingFields(plan) : [];
  const errorAt = (field: PlanField) => {
    const lacking = missing.find((each) => each === field);
    return lacking === undefined ? fieldText(error, field) : t(missingWords[lacking]);
  };
  // What the server refused stands at its field too, and the first one comes into view and takes the focus.
  useEffect(() => {
    if (error) focusFirstWrong(form.current);
  }, [error]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isBusy) return;
    // After the errors are drawn.
    if (missingFields(plan).length > 0) setTimeout(() => focusFirstWrong(form.current));
    else onSave(toInput(plan), forget);
  };
  const restart = () => {
    change(initial);
    setNoteShown(false);
  };
  return (
    <form ref={form} className="card stack stack--wide plan" onSubmit={submit} noValidate>
      <LeaveGuard isOn={isDirty} title={t('plan.leave.title')} words={t('plan.leave.words')} />
      {isNoteShown && (
        <Notice
          actions={
            <Button look="quiet" onClick={restart}>
              {t('plan.startAfresh')}
            </Button>
          }
        >
          {t('plan.restored')}
        </Notice>
      )}
      {isPublished && <Notice look="attention">{t('plan.changesAudience')}</Notice>}
      <Field label={t('plan.title')} hint={t('plan.titleHint')} error={errorAt('title')}>
        <input
          className="input"
          maxLength={planLimits.title}
          value={plan.title}
          onChange={(event) => change({ title: event.target.value })}
        />
      </Field>
      <Field label={t('plan.topic')} hint={t('plan.topicHint')} error={errorAt('topic')}>
        <textarea
          className="input"
          rows={2}
          maxLength={planLimits.topic}
          value={plan.topic}
          onChange={(event) => change({ topic: event.target.value })}
        />
      </Field>
      <LecturerFields plan={plan} lecturers={lecturers} errorAt={errorAt} change={change} />
      <div className="plan__row">
        <Field label={t('plan.startAt')} hint={t('plan.startHint')} error={errorAt('startAt')}>
          <input
            className="input"
            type="datetime-local"
            value={plan.startAt}
            onChange={(event) => change({ startAt: event.target.value })}
          />
        </Field>
        <Field
          label={t('plan.minutes')}
          hint={t('plan.minutesHint', { min: planLimits.minMinutes, max: planLimits.maxMinutes })}
          error={errorAt('plannedMinutes')}
        >
          <input
            className="input"
            inputMode="numeric"
            value={plan.plannedMinutes}
            onChange={(event) => change({ plannedMinutes: event.target.value })}
          />
        </Field>
      </div>
      <Audience orgs={orgs} plan={plan} error={errorAt('audience')} change={change} />
      {missing.length > 0 && <Notice look="danger">{t('plan.fixErrors', { n: missing.length })}</Notice>}
      <ErrorNotice error={error} />
      <div className="row">
        <Button look="primary" type="submit" isLarge isBusy={isBusy}>
          {t(isPublished ? 'plan.save' : 'plan.saveDraft')}
        </Button>
      </div>
    </form>
  );
}

type AudienceProps = {
  orgs: readonly Org[];
  plan: PlanFields;
  error: string | undefined;
  change: (part: Partial<PlanFields>) => void;
};

function Audience({ orgs, plan, error, change }: AudienceProps) {
  const { t } = useTranslation('lectures');
  return (
    <fieldset
      className="field"
      aria-describedby={error ? 'audience-hint audience-error' : 'audience-hint'}
      aria-invalid={error ? true : undefined}
      tabIndex={error ? -1 : undefined}
    >
      <legend className="field__label">{t('plan.audience')}</legend>
      <p className="field__hint" id="audience-hint">
        {t('plan.audienceHint')}
      </p>
      {orgs.length === 0 ? (
        <Notice look="attention">{t('plan.noBranch')}</Notice>
      ) : (
        <BranchPicker
          orgs={orgs}
          ticked={new Set(plan.audience)}
          onChange={(ticked) => change({ audience: [...ticked] })}
        />
      )}
      {error && (
        <p className="field__error" id="audience-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
