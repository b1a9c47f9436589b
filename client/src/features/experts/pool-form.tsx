import { type FormEvent, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExpertDetail, expertLevels, expertLimits } from '#shared/expert-profile.ts';
import { legalFields } from '#shared/kit/legal-field.ts';
import { fieldText } from '../../lib/error-text.ts';
import { useAction, useRoute } from '../../lib/query.ts';
import { dayKey } from '../../lib/time.ts';
import { BranchPicker } from '../../ui/console/branch-picker.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { toast } from '../../ui/plain/toast.tsx';
import { type PoolFields, PoolInputs } from './pool-inputs.tsx';

type PoolFormProps = {
  /** Absent: a proposal. */
  expert?: ExpertDetail;
  onClose: () => void;
};

/** Proposes an expert, or changes what the centre says about one. */
export function PoolForm({ expert, onClose }: PoolFormProps) {
  const { t } = useTranslation(['experts', 'common']);
  const formId = useId();
  const [accountId, setAccountId] = useState(expert?.id ?? '');
  const [self, setSelf] = useState({ title: '', unit: '', about: '', languages: '' });
  const [fields, setFields] = useState<PoolFields>(() => startOf(expert));
  const [isTried, setTried] = useState(false);
  const done = () => {
    toast(t(expert ? 'form.saved' : 'form.proposed'));
    onClose();
  };
  const refreshes = ['listExperts', 'getExpert', 'expertCandidates', 'publicExperts', 'publicExpert'] as const;
  const propose = useAction('proposeExpert', { refreshes, onDone: done });
  const update = useAction('updateExpert', { refreshes, onDone: done });
  const { error, isPending } = expert ? update : propose;
  const cap = fields.cap.trim() === '' ? null : Number(fields.cap);
  const flaws = {
    account: accountId === '',
    fields: fields.fields.length === 0,
    term: fields.termFrom === '' || fields.termTo === '',
    cap: cap !== null && (!Number.isInteger(cap) || cap < 1 || cap > expertLimits.maxCap),
  };
  const errorAt = (name: keyof typeof flaws, path: string = name) =>
    isTried && flaws[name] ? t(`form.required.${name}`) : fieldText(error, path);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(flaws).some(Boolean) || isPending) return;
    const pool = { ...fields, cap, coverage: [...fields.coverage] };
    if (expert) update.mutate({ accountId, ...pool });
    else propose.mutate({ accountId, ...pool, ...self });
  };
  return (
    <Dialog
      title={expert ? t('form.editTitle', { name: expert.name }) : t('form.proposeTitle')}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={isPending}>
            {expert ? t('common:action.save') : t('form.submit')}
          </Button>
        </>
      }
    >
      <form id={formId} className="stack" onSubmit={submit} noValidate>
        {!expert && (
          <CandidateChoice value={accountId} error={errorAt('account', 'accountId')} onChange={setAccountId} />
        )}
        {!expert && (
          <>
            <Field label={t('form.title')} hint={t('form.titleHint')}>
              <input
                className="input"
                maxLength={40}
                value={self.title}
                onChange={(event) => setSelf({ ...self, title: event.target.value })}
              />
            </Field>
            <Field label={t('form.unit')}>
              <input
                className="input"
                maxLength={60}
                value={self.unit}
                onChange={(event) => setSelf({ ...self, unit: event.target.value })}
              />
            </Field>
          </>
        )}
        <PoolInputs fields={fields} errorAt={errorAt} onChange={(part) => setFields({ ...fields, ...part })} />
        <Coverage
          ticked={fields.coverage}
          error={fieldText(error, 'coverage')}
          onChange={(coverage) => setFields({ ...fields, coverage })}
        />
        <ErrorNotice error={error} />
      </form>
    </Dialog>
  );
}

function startOf(expert: ExpertDetail | undefined): PoolFields {
  const today = dayKey(new Date().toISOString());
  const inThreeYears = `${Number(today.slice(0, 4)) + 3}-12-31`;
  return {
    level: expert?.level ?? expertLevels[1],
    fields: legalFields.filter((field) => expert?.fields.includes(field)),
    coverage: new Set(expert?.coverage.map(({ id }) => String(id))),
    termFrom: expert?.termFrom ?? today,
    termTo: expert?.termTo ?? inThreeYears,
    cap: String(expert?.ownCap ?? ''),
  };
}

type CandidateProps = { value: string; error: string | undefined; onChange: (id: string) => void };

function CandidateChoice({ value, error, onChange }: CandidateProps) {
  const { t } = useTranslation('experts');
  const answer = useRoute('expertCandidates', {});
  const accounts = answer.data?.accounts ?? [];
  return (
    <>
      <Field
        label={t('form.account')}
        hint={answer.data && accounts.length === 0 ? t('form.noCandidates') : t('form.accountHint')}
        error={error}
      >
        <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('form.choose')}</option>
          {accounts.map(({ id, name, orgName }) => (
            <option key={id} value={id}>
              {name} · {orgName}
            </option>
          ))}
        </select>
      </Field>
      <ErrorNotice error={answer.error} />
    </>
  );
}

type CoverageProps = {
  ticked: ReadonlySet<string>;
  error: string | undefined;
  onChange: (ticked: Set<string>) => void;
};

function Coverage({ ticked, error, onChange }: CoverageProps) {
  const { t } = useTranslation('experts');
  const tree = useRoute('orgTree', {});
  const places = useMemo(
    () => (tree.data?.orgs ?? []).filter(({ level }) => level === 'township' || level === 'village'),
    [tree.data],
  );
  return (
    <fieldset className="field">
      <legend className="field__label">{t('form.coverage')}</legend>
      <p className="field__hint">{t('form.coverageHint')}</p>
      <BranchPicker
        orgs={places}
        ticked={ticked}
        onChange={onChange}
        summary={t('form.coverageCount', { n: ticked.size })}
      />
      {error && (
        <p className="field__error" role="alert">
          {error}
        </p>
      )}
      <ErrorNotice error={tree.error} />
    </fieldset>
  );
}
