import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExpertDetail } from '#shared/expert-profile.ts';
import { fieldText } from '../../lib/error-text.ts';
import { useAction } from '../../lib/query.ts';
import { dayKey } from '../../lib/time.ts';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { toast } from '../../ui/plain/toast.tsx';

export const poolActs = ['approve', 'decline', 'suspend', 'resume', 'remove', 'grant', 'reject'] as const;
export type PoolAct = (typeof poolActs)[number];

const needsReason: Record<PoolAct, boolean> = {
  approve: false,
  decline: true,
  suspend: true,
  resume: false,
  remove: true,
  grant: true,
  reject: true,
};
const isDanger: Record<PoolAct, boolean> = {
  approve: false,
  decline: true,
  suspend: true,
  resume: false,
  remove: true,
  grant: false,
  reject: true,
};

export const actsOn = ({ may }: ExpertDetail): PoolAct[] => [
  ...(may.decide ? (['approve', 'decline'] as const) : []),
  ...(may.decideAppeal ? (['grant', 'reject'] as const) : []),
  ...(may.resume ? (['resume'] as const) : []),
  ...(may.suspend ? (['suspend'] as const) : []),
  ...(may.remove ? (['remove'] as const) : []),
];

export const isQuietDanger = (act: PoolAct): boolean => isDanger[act];

type PoolActProps = { expert: ExpertDetail; act: PoolAct; onClose: () => void };

/** Asks before an act on an expert, with its reason and, for a removal, its term. */
export function PoolActDialog({ expert, act, onClose }: PoolActProps) {
  const { t } = useTranslation('experts');
  const { id: accountId, name } = expert;
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const options = {
    refreshes: ['listExperts', 'getExpert', 'publicExperts', 'publicExpert', 'expertCandidates'] as const,
    onDone: () => {
      toast(t(`act.${act}.done`));
      onClose();
    },
  };
  const decide = useAction('decideExpert', options);
  const suspend = useAction('suspendExpert', options);
  const resume = useAction('resumeExpert', options);
  const remove = useAction('removeExpert', options);
  const decideAppeal = useAction('decideAppeal', options);
  const doing = {
    approve: decide,
    decline: decide,
    suspend,
    resume,
    remove,
    grant: decideAppeal,
    reject: decideAppeal,
  }[act];
  const isMissing = needsReason[act] && reason.trim() === '';
  const run = () => {
    setTried(true);
    if (isMissing) return;
    if (act === 'approve' || act === 'decline') decide.mutate({ accountId, isApproved: act === 'approve', reason });
    else if (act === 'suspend') suspend.mutate({ accountId, reason });
    else if (act === 'resume') resume.mutate({ accountId });
    else if (act === 'remove') remove.mutate({ accountId, reason, until });
    else decideAppeal.mutate({ accountId, isGranted: act === 'grant', reason });
  };
  return (
    <Confirm
      title={t(`act.${act}.ask`, { name })}
      act={t(`act.${act}.act`)}
      isDanger={isDanger[act]}
      isBusy={doing.isPending}
      error={doing.error}
      onConfirm={run}
      onCancel={onClose}
    >
      <p>{t(`act.${act}.words`)}</p>
      {act === 'remove' && <Term until={until} error={fieldText(remove.error, 'until')} onChange={setUntil} />}
      {act !== 'resume' && (
        <Field
          label={t('detail.reason')}
          hint={t('detail.reasonHint')}
          error={isTried && isMissing ? t('detail.reasonNeeded') : fieldText(doing.error, 'reason')}
        >
          <textarea
            className="input"
            rows={3}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      )}
    </Confirm>
  );
}

type TermProps = { until: string | null; error: string | undefined; onChange: (until: string | null) => void };

function Term({ until, error, onChange }: TermProps) {
  const { t } = useTranslation('experts');
  const inAYear = dayKey(new Date(Date.now() + 365 * 86_400_000).toISOString());
  return (
    <fieldset className="field">
      <legend className="field__label">{t('act.remove.until')}</legend>
      <label className="check">
        <input type="radio" name="term" checked={until === null} onChange={() => onChange(null)} />
        {t('act.remove.forGood')}
      </label>
      <label className="check">
        <input type="radio" name="term" checked={until !== null} onChange={() => onChange(inAYear)} />
        {t('act.remove.untilDay')}
      </label>
      {until !== null && (
        <Field label={t('act.remove.day')} error={error}>
          <input
            className="input"
            type="date"
            value={until}
            onChange={(event) => event.target.value && onChange(event.target.value)}
          />
        </Field>
      )}
    </fieldset>
  );
}
