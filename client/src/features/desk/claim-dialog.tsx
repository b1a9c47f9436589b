import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClientError } from '../../lib/client-error.ts';
import { useAction } from '../../lib/query.ts';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { toast } from '../../ui/plain/toast.tsx';
import type { BoardRow } from './desk-data.ts';

/** 回避: who the other side is stands first, then the declaration, then the claim. */
export function ClaimDialog({ row, onClose }: { row: BoardRow; onClose: () => void }) {
  const { t } = useTranslation('desk');
  const [isDeclared, setDeclared] = useState(false);
  const [isTried, setTried] = useState(false);
  const claim = useAction('claimRequest', {
    refreshes: ['listRequests', 'claimBoard', 'ownExpert'],
    onDone: () => {
      toast(t('claim.done'));
      onClose();
    },
  });
  const run = () => {
    setTried(true);
    if (isDeclared) claim.mutate({ requestId: row.id, noConflict: true });
  };
  const isTaken = claim.error instanceof ClientError && claim.error.code === 'conflict';
  return (
    <Confirm
      title={t('claim.title', { number: row.number })}
      act={t('claim.act')}
      isBusy={claim.isPending || isTaken}
      error={claim.error}
      onConfirm={run}
      onCancel={onClose}
    >
      <dl className="desk-party">
        <dt>{t('claim.otherParty')}</dt>
        <dd>{row.otherParty || t('claim.noOtherParty')}</dd>
      </dl>
      <label className="check">
        <input type="checkbox" checked={isDeclared} onChange={(event) => setDeclared(event.target.checked)} />
        {t('claim.declare')}
      </label>
      <p className="soft small">{t('claim.declareHint')}</p>
      {isTried && !isDeclared && (
        <p className="field__error" role="alert">
          {t('claim.needed')}
        </p>
      )}
    </Confirm>
  );
}
