import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { matterHttp } from '../../lib/http.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { paths } from '../../lib/paths.ts';
import { useAction } from '../../lib/query.ts';
import { dayName } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { toast } from '../../ui/plain/toast.tsx';
import type { MatterView } from './matter-progress.tsx';

const separate = ['sensitive', 'recording', 'photos'] as const;
const refreshes = ['myMatter'] as const;

/** The citizen's own hold on the matter: link, consents, another expert, withdrawal. */
export function MatterKeeping({ matter }: { matter: MatterView }) {
  const { t } = useTranslation('requests');
  const language = useLanguage();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'replace' | 'askOther' | 'withdraw' | null>(null);
  const [reason, setReason] = useState('');
  const done = () => setAsked(null);
  const renew = useAction('renewMatterLink', { refreshes, onDone: () => toast(t('matter.renewed')) }, matterHttp);
  const onReplaced = ({ link }: { link: string }) => {
    done();
    void navigate(paths.matter(link.split('/matter/')[1] ?? ''), { replace: true });
  };
  const replace = useAction('replaceMatterLink', { refreshes, onDone: onReplaced }, matterHttp);
  const askOther = useAction('askOtherExpert', { refreshes, onDone: done }, matterHttp);
  const withdraw = useAction('withdrawRequest', { refreshes, onDone: done }, matterHttp);
  const acts = { replace, askOther, withdraw };
  const confirm = () => {
    if (asked === 'withdraw') withdraw.mutate({ reason });
    if (asked === 'askOther') askOther.mutate({});
    if (asked === 'replace') replace.mutate({});
  };
  return (
    <section className="card stack">
      <h2>{t('matter.manage')}</h2>
      {!matter.isAtHall && matter.linkExpiresAt && (
        <>
          <p>{t('matter.linkUntil', { day: dayName(matter.linkExpiresAt, language) })}</p>
          <div className="row">
            <Button isBusy={renew.isPending} onClick={() => renew.mutate({})}>
              {t('matter.renew')}
            </Button>
            <Button onClick={() => setAsked('replace')}>{t('matter.replace')}</Button>
          </div>
        </>
      )}
      <ErrorNotice error={renew.error} />
      <Consents matter={matter} />
      <div className="row">
        {matter.mayAskOther && <Button onClick={() => setAsked('askOther')}>{t('matter.askOther')}</Button>}
        {matter.mayWithdraw && (
          <Button look="quiet-danger" onClick={() => setAsked('withdraw')}>
            {t('matter.withdraw')}
          </Button>
        )}
      </div>
      {asked && (
        <Confirm
          title={t(`matter.${asked}`)}
          act={t(`matter.${asked}`)}
          isDanger={asked === 'withdraw'}
          isBusy={acts[asked].isPending}
          error={acts[asked].error}
          onConfirm={confirm}
          onCancel={done}
        >
          <p>{t(`matter.${asked}Hint`)}</p>
          {asked === 'withdraw' && (
            <Field label={t('matter.withdrawReason')}>
              <input
                className="input"
                maxLength={200}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </Field>
          )}
        </Confirm>
      )}
    </section>
  );
}

function Consents({ matter }: { matter: MatterView }) {
  const { t } = useTranslation('requests');
  const set = useAction('setMatterConsent', { refreshes }, matterHttp);
  const isGiven = (kind: (typeof separate)[number]) =>
    [...matter.consents].reverse().find((consent) => consent.kind === kind)?.isGiven ?? false;
  return (
    <ul className="file-list">
      {separate.map((kind) => (
        <li key={kind} className="row row--apart">
          <span>
            {t(`matter.consent.${kind}`)}：{t(isGiven(kind) ? 'matter.consentGiven' : 'matter.consentTaken')}
          </span>
          <Button look="quiet" isBusy={set.isPending} onClick={() => set.mutate({ kind, isGiven: !isGiven(kind) })}>
            {t(isGiven(kind) ? 'matter.take' : 'matter.give')}
          </Button>
        </li>
      ))}
      <ErrorNotice error={set.error} />
    </ul>
  );
}
