import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExpertDetail } from '#shared/expert-profile.ts';
import { useRoute } from '../../lib/query.ts';
import { Badge } from '../../ui/plain/badge.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Answered } from '../../ui/plain/state.tsx';
import { ExpertHistory, ExpertNews } from './expert-news.tsx';
import { ExpertPhoto } from './expert-photo.tsx';
import { PhotoButton } from './photo-button.tsx';
import { actsOn, isQuietDanger, type PoolAct, PoolActDialog } from './pool-act.tsx';
import { PoolFacts } from './pool-facts.tsx';
import { PoolForm } from './pool-form.tsx';
import { stateLooks } from './pool-table.tsx';

type PoolDialogProps = { accountId: string; name: string; onClose: () => void };
type Step = 'overview' | 'edit' | PoolAct;

/** One expert of the pool: what is known, what may be done. */
export function PoolDialog({ accountId, name, onClose }: PoolDialogProps) {
  const { t } = useTranslation(['experts', 'common']);
  const [step, setStep] = useState<Step>('overview');
  const answer = useRoute('getExpert', { accountId });
  const expert = answer.data;
  const back = () => setStep('overview');
  if (expert && step === 'edit') return <PoolForm expert={expert} onClose={back} />;
  if (expert && step !== 'overview' && step !== 'edit') {
    return <PoolActDialog expert={expert} act={step} onClose={back} />;
  }
  return (
    <Dialog
      title={name}
      isWide
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('common:action.close')}</Button>}
    >
      <Answered of={answer}>{(known) => <Overview expert={known} onStep={setStep} />}</Answered>
    </Dialog>
  );
}

function Overview({ expert, onStep }: { expert: ExpertDetail; onStep: (step: Step) => void }) {
  const { t } = useTranslation('experts');
  const acts = actsOn(expert);
  return (
    <div className="stack stack--wide">
      <ExpertNews expert={expert} />
      <div className="expert-head">
        <ExpertPhoto expert={expert} />
        <div className="expert-head__words">
          <div className="row">
            <Badge look={stateLooks[expert.state]}>{t(`state.${expert.state}`)}</Badge>
            {!expert.isAccountUsable && <Badge look="danger">{t('pool.notUsable')}</Badge>}
          </div>
          <p>{[expert.title, expert.unit].filter(Boolean).join(' · ')}</p>
          <div className="row">
            {expert.may.edit && <Button onClick={() => onStep('edit')}>{t('detail.edit')}</Button>}
            {acts.map((act) => (
              <Button
                key={act}
                look={isQuietDanger(act) ? 'quiet-danger' : act === 'approve' ? 'primary' : 'plain'}
                onClick={() => onStep(act)}
              >
                {t(`act.${act}.act`)}
              </Button>
            ))}
          </div>
        </div>
      </div>
      <PoolFacts expert={expert} />
      {expert.may.edit && <PhotoButton accountId={expert.id} />}
      <ExpertHistory expert={expert} />
    </div>
  );
}
