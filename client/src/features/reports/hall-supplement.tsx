import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { headRules } from '#shared/heads.ts';
import type { ReportHall } from '#shared/reports.ts';
import { useAction, useRoute } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';

type SupplementProps = { lectureId: string; hall: ReportHall; onClose: () => void };

/** Enters that a hall watched the replay, with who and why; every entry stays to be read. */
export function SupplementDialog({ lectureId, hall, onClose }: SupplementProps) {
  const { t } = useTranslation(['reports', 'common']);
  const { hallId, supplementHeads } = hall;
  const enter = useAction('enterSupplement', {
    refreshes: ['lectureReport', 'lectureSupplements', 'lectureCertificates', 'lectureFigures', 'lectureFigureRows'],
    onDone: onClose,
  });
  const [heads, setHeads] = useState(String(supplementHeads ?? ''));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState<'enter' | 'takeBack' | null>(null);
  const most = headRules.mostHeads;
  const isHeadsBad = !(Number(heads) >= 1 && Number(heads) <= most);
  const isReasonMissing = reason.trim() === '';
  const send = (act: 'enter' | 'takeBack') => {
    setTried(act);
    if (isReasonMissing || (act === 'enter' && isHeadsBad)) return;
    enter.mutate({ lectureId, hallId, heads: act === 'enter' ? Number(heads) : null, reason });
  };
  return (
    <Dialog
      title={t('supplement.of', { hall: hall.hallName })}
      onClose={onClose}
      actions={
        <>
          {supplementHeads !== null && (
            <Button look="quiet-danger" isBusy={enter.isPending} onClick={() => send('takeBack')}>
              {t('supplement.takeBack')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button look="primary" isBusy={enter.isPending} onClick={() => send('enter')}>
            {t(supplementHeads === null ? 'supplement.enter' : 'supplement.change')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="soft">{t('supplement.hint')}</p>
        <Entries lectureId={lectureId} hallId={hallId} />
        <Field
          label={t('supplement.heads')}
          error={tried === 'enter' && isHeadsBad ? t('supplement.headsBad', { most }) : undefined}
        >
          <input
            className="input"
            inputMode="numeric"
            value={heads}
            onChange={(event) => setHeads(event.target.value.replace(/\D/g, '').slice(0, 4))}
          />
        </Field>
        <Field
          label={t('supplement.reason')}
          hint={t('supplement.reasonHint')}
          error={tried !== null && isReasonMissing ? t('common:reasonNeeded') : undefined}
        >
          <input className="input" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <ErrorNotice error={enter.error} />
      </div>
    </Dialog>
  );
}

function Entries({ lectureId, hallId }: { lectureId: string; hallId: string }) {
  const { t } = useTranslation('reports');
  const entries = (useRoute('lectureSupplements', { lectureId }).data?.supplements ?? []).filter(
    (entry) => entry.hallId === hallId,
  );
  if (entries.length === 0) return null;
  return (
    <ul className="small">
      {entries.map(({ at, by, heads, reason }) => (
        <li key={at}>
          {heads === null
            ? t('supplement.wasTakenBack', { at: dateTime(at), by, reason })
            : t('supplement.entry', { at: dateTime(at), by, heads, reason })}
        </li>
      ))}
    </ul>
  );
}
